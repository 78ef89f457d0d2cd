import PipelineModel

/// A reply with every member of the API reference, and the execution it stands for.
enum SampleReply {
    static let body = """
        {"pipelineExecution": {
          "pipelineName": "web", "pipelineVersion": 3,
          "pipelineExecutionId": "3137f7cb-7cf7-4a1b-8d3e-1a2b3c4d5e6f",
          "status": "InProgress", "statusSummary": "waits for \\"QA\\"",
          "artifactRevisions": [
            {"name": "SourceArtifact", "revisionId": "7636d59f", "revisionChangeIdentifier": "c1",
             "revisionSummary": "{\\"ProviderType\\":\\"GitHub\\",\\"CommitMessage\\":\\"é\\\\n2\\"}",
             "created": 1422061879.612, "revisionUrl": "https://example.com/7636d59f"},
            {"name": "Other"}],
          "variables": [{"name": "env", "resolvedValue": "prod"}],
          "trigger": {"triggerType": "WebhookV2", "triggerDetail": "arn:aws:x"},
          "executionMode": "QUEUED", "executionType": "ROLLBACK",
          "rollbackMetadata": {"rollbackTargetPipelineExecutionId": "aaaaaaaa-1111"}}}
        """

    static let execution = PipelineExecution(
        pipelineName: "web",
        pipelineVersion: 3,
        pipelineExecutionID: "3137f7cb-7cf7-4a1b-8d3e-1a2b3c4d5e6f",
        status: .inProgress,
        statusSummary: "waits for \"QA\"",
        artifactRevisions: [
            ArtifactRevision(
                name: "SourceArtifact",
                revisionID: "7636d59f",
                revisionChangeIdentifier: "c1",
                revisionSummary: #"{"ProviderType":"GitHub","CommitMessage":"é\n2"}"#,
                created: Timestamp(milliseconds: 1_422_061_879_612),
                revisionURL: "https://example.com/7636d59f"
            ),
            ArtifactRevision(name: "Other"),
        ],
        variables: [ResolvedVariable(name: "env", resolvedValue: "prod")],
        trigger: ExecutionTrigger(triggerType: .webhookV2, triggerDetail: "arn:aws:x"),
        executionMode: .queued,
        executionType: .rollback,
        rollbackMetadata: RollbackMetadata(rollbackTargetPipelineExecutionID: "aaaaaaaa-1111")
    )
}
