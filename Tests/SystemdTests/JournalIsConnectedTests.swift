import Glibc
import Systemd
import Testing

struct JournalIsConnectedTests {
    @Test func `a descriptor is connected if the variable names its device and inode`() throws {
        let pipe = try TestPipe()
        let other = try TestPipe()
        var file = stat()
        #expect(fstat(pipe.writingEnd, &file) == 0)
        let environment = ["JOURNAL_STREAM": "\(file.st_dev):\(file.st_ino)"]
        #expect(journalIsConnected(environment: environment, descriptor: pipe.writingEnd))
        #expect(!journalIsConnected(environment: environment, descriptor: other.writingEnd))
        #expect(!journalIsConnected(environment: environment, descriptor: -1))
        #expect(!journalIsConnected(environment: [:], descriptor: pipe.writingEnd))
    }

    @Test(arguments: ["", ":", "1", "x:y", "0:0", "-1:-1", "1:2:3"])
    func `a value that is not understood is no connection`(value: String) throws {
        let pipe = try TestPipe()
        let environment = ["JOURNAL_STREAM": value]
        #expect(!journalIsConnected(environment: environment, descriptor: pipe.writingEnd))
    }
}
