/// Makes a config of a document, and reports everything about it that is wrong.
///
/// Each function reads one object. Where something in it is wrong, that is reported and a stand-in
/// is used, so that the rest is checked too; a config with a stand-in in it is never handed out,
/// because a problem was reported with each.
struct ConfigReader {
    let surroundings: ConfigSurroundings

    func read(_ root: ConfigNode) -> Config? {
        guard let object = ObjectReader<RootKey>(root, "one object with at least \"watch\"") else {
            return nil
        }
        let aws = object[.aws].map(connection) ?? ConnectionSettings()
        let accounts = object[.accounts].map { self.accounts($0, inheriting: aws) } ?? [:]
        let watchAdvice = "it lists what to watch: [{\"pipeline\": NAME, \"executions\": [ID]}]"
        let watch = object.required(.watch, watchAdvice)
            .map { watches($0, connections: Connections(aws: aws, accounts: accounts)) }
        return Config(
            aws: aws,
            accounts: accounts ?? [:],
            watch: watch ?? [],
            polling: object[.polling].map(polling) ?? Polling(),
            notify: object[.notify].map(sinks),
            state: object[.state].map(state) ?? State(),
            log: object[.log].map(log) ?? Log()
        )
    }
}

extension ConfigReader {
    private func polling(_ node: ConfigNode) -> Polling {
        var polling = Polling()
        guard
            let object = ObjectReader<PollingKey>(node, "an object like {\"minInterval\": \"5s\"}")
        else { return polling }
        let minimum = object[.minInterval]?.duration(Limits.interval, like: "5s")
        let maximum = object[.maxInterval]?.duration(Limits.interval, like: "1m")
        polling.minInterval = minimum ?? polling.minInterval
        polling.maxInterval = maximum ?? polling.maxInterval
        polling.multiplier = object[.multiplier]?.number(Limits.multiplier) ?? polling.multiplier
        polling.requestsPerSecond =
            object[.requestsPerSecond]?.number(Limits.requestsPerSecond)
            ?? polling.requestsPerSecond
        polling.timeout =
            object[.timeout]?.duration(Limits.timeout, like: "10s") ?? polling.timeout
        polling.keepWatching =
            object[.keepWatching]?.duration(Limits.keepWatching, like: "30m")
            ?? polling.keepWatching

        // One that is wrong by itself says nothing about the other.
        let isKnown =
            (minimum != nil || object[.minInterval] == nil)
            && (maximum != nil || object[.maxInterval] == nil)
        if isKnown, polling.minInterval > polling.maxInterval {
            reportOrder(of: polling, in: object)
        }
        return polling
    }

    private func reportOrder(of polling: Polling, in object: ObjectReader<PollingKey>) {
        let minimum = DurationText.format(polling.minInterval)
        let maximum = DurationText.format(polling.maxInterval)
        if let node = object[.maxInterval] {
            let origin = object[.minInterval] == nil ? ", which is the default" : ""
            node.report("is \"\(maximum)\", shorter than \"minInterval\" (\"\(minimum)\"\(origin))")
        } else {
            object[.minInterval]?.report(
                "is \"\(minimum)\", longer than \"maxInterval\" (\"\(maximum)\", which is the "
                    + "default); set \"maxInterval\" too"
            )
        }
    }
}

extension ConfigReader {
    private func state(_ node: ConfigNode) -> State {
        var state = State()
        guard let object = ObjectReader<StateKey>(node, "an object like {\"keep\": \"30d\"}") else {
            return state
        }
        state.path = object[.path]?.text(.path)
        state.keep = object[.keep]?.duration(Limits.keep, like: "30d") ?? state.keep
        return state
    }

    private func log(_ node: ConfigNode) -> Log {
        guard let object = ObjectReader<LogKey>(node, "an object like {\"level\": \"info\"}") else {
            return Log()
        }
        let name = object[.level]?.choice(among: Log.Level.allCases.map(\.rawValue))
        return name.flatMap(Log.Level.init).map(Log.init) ?? Log()
    }
}
