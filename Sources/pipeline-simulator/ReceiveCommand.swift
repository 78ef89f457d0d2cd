import ArgumentParser
import PipelineSimulator
import Secrets

/// `pipeline-simulator receive`: takes webhook deliveries and prints a line for each.
struct ReceiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receive",
        abstract: "Takes CloudEvents by webhook and prints them.",
        discussion: """
            The first line on standard output is "listening on http://HOST:PORT". \
            SIGTERM and SIGINT end it.
            """
    )

    @Option(name: .long, help: "The address to listen at.")
    var host = "127.0.0.1"

    @Option(name: .long, help: "The port to listen at; 0 for any that is free.")
    var port = 0

    @Option(
        name: .long,
        help: "Check signatures with this secret: whsec_ and Base64. It shows in the process list."
    )
    var secret: String?

    @Flag(name: .long, help: "Print one JSON object a delivery.")
    var json = false

    @Option(name: .long, help: "Answer this many deliveries with 503 first.")
    var failFirst = 0

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port must be from 0 to 65535")
        }
        guard failFirst >= 0 else {
            throw ValidationError("--fail-first must not be negative")
        }
        guard secret == nil || signature != nil else {
            throw ValidationError("--secret must be whsec_ and the Base64 of 24 to 64 bytes")
        }
    }

    private var signature: WebhookSignature? {
        secret.flatMap { WebhookSignature(secret: Secret($0)) }
    }

    func run() async throws {
        let signals = await TerminationSignals()
        let receiver: WebhookReceiver
        do {
            let json = json
            receiver = try await WebhookReceiver.start(
                host: host,
                port: port,
                signature: signature,
                failures: failFirst
            ) { delivery in
                let line = json ? delivery.json : delivery.text
                LineFile.standardOutput.write(Array("\(line)\n".utf8))
            }
        } catch {
            throw Complaint("\(error)", exitCode: .temporaryFailure)
        }
        LineFile.standardOutput.write(Array("listening on \(receiver.baseURL)\n".utf8))
        await signals.first()
        await receiver.stop()
    }
}
