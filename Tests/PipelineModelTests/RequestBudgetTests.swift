import PipelineModel
import Testing

@Suite struct RequestBudgetTests {
    /// Spends as fast as allowed for a minute; answers with the times of the requests.
    func spendAll(_ budget: inout RequestBudget, seconds: Double = 60) -> [Int64] {
        var times: [Int64] = []
        var now = Instant(nanoseconds: 0)
        while Double(now.nanoseconds) < seconds * 1e9 {
            now = max(now, budget.availableAt)
            budget.spend(at: now)
            times.append(now.nanoseconds)
        }
        return times
    }

    @Test(arguments: [0.1, 0.5, 1, 2, 2.5, 10, 500])
    func `no second ever holds more requests than the rate`(_ rate: Double) {
        var budget = RequestBudget(requestsPerSecond: rate)
        let times = spendAll(&budget, seconds: rate < 1 ? 200 : 20)
        let most = Int(rate.rounded(.up))
        let gaps = times.indices.dropFirst(most).map { times[$0] - times[$0 - most] }
        #expect(gaps.allSatisfy { $0 >= 1_000_000_000 })
    }

    @Test(arguments: [10.0, 25, 500])
    func `no more than a tenth of a second's requests leave at once`(_ rate: Double) {
        var budget = RequestBudget(requestsPerSecond: rate)
        let times = spendAll(&budget, seconds: 20)
        let most = Int(rate / 10)
        let gaps = times.indices.dropFirst(most).map { times[$0] - times[$0 - most] }
        #expect(gaps.allSatisfy { Double($0) >= Double(most) / rate * 1e9 })
    }

    @Test(arguments: [0.1, 0.5, 1, 2, 2.5, 10, 500])
    func `nearly the whole rate can be used`(_ rate: Double) {
        var budget = RequestBudget(requestsPerSecond: rate)
        let seconds = rate < 1 ? 200.0 : 60.0
        let count = Double(spendAll(&budget, seconds: seconds).count)
        #expect(count >= rate * seconds * 0.9 - 1)
        #expect(count <= rate * seconds + rate + 1)
    }

    @Test func `a throttle cuts the rate, down to one request in two seconds`() {
        var budget = RequestBudget(requestsPerSecond: 2)
        budget.throttled(at: Instant(nanoseconds: 0))
        #expect(abs(budget.rate - 1.4) < 1e-9)
        for _ in 0..<20 { budget.throttled(at: Instant(nanoseconds: 0)) }
        #expect(budget.rate == 0.5)
    }

    @Test func `answers win the rate back within a minute`() {
        var budget = RequestBudget(requestsPerSecond: 10)
        for _ in 0..<20 { budget.throttled(at: Instant(nanoseconds: 0)) }
        budget.succeeded(at: Instant(nanoseconds: 30_000_000_000))
        #expect(abs(budget.rate - 5.5) < 1e-9)
        budget.succeeded(at: Instant(nanoseconds: 60_000_000_000))
        #expect(budget.rate == 10)
    }

    @Test func `a changed limit forgets no request`() {
        var budget = RequestBudget(requestsPerSecond: 4)
        let now = Instant(nanoseconds: 5_000_000_000)
        for _ in 0..<4 { budget.spend(at: now) }
        budget.change(requestsPerSecond: 2)
        #expect(budget.availableAt == Instant(nanoseconds: 6_100_000_000))
        budget.change(requestsPerSecond: 8)
        #expect(budget.availableAt == Instant(nanoseconds: 5_137_500_000))
    }
}
