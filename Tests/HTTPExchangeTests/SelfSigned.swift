/// A certificate for `localhost` that nobody vouches for, and its key, made for these tests alone.
enum SelfSigned {
    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIDITCCAgmgAwIBAgIUN6PzuJbojE1zZwPbA5LfToDPMGgwDQYJKoZIhvcNAQEL
        BQAwFDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzE0MzUyNloYDzIxMjYx
        MDMwMTQzNTI2WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwggEiMA0GCSqGSIb3DQEB
        AQUAA4IBDwAwggEKAoIBAQCvAqiq5cMtkoWqadgnWvouT7JB7kvQzosTBgr60jUK
        shyXeHKNMSrH7lsZWeSuSOUg99SBbD0reBXrFtB2oPFm5HKFRAcEtRC9xxf1n+Xg
        ETt/mEpiNS/MOVgOx3HxxklMGIKqHSX2mS8IZF6wrAb3w5bZaGiyRrYepjBnZJYL
        llN0wnIHbHHJ2rZyz6gbXTp9pErnESTzJzu7wGdKv3kjIahVIONEzY8pNKci3Zpt
        AdKE7wol56Lnqv0PMwcumf6YMvQmqj1CeSvNaulMyhy6NXW3oYsm8Z1BAYD3+dLr
        2ZNczNfuCYvkfV/C+3Un/3eXjIQbAq74CTw5Q5dgaEtxAgMBAAGjaTBnMB0GA1Ud
        DgQWBBTQpxvkhZIPBnAE1pQih5GCuVMpCTAfBgNVHSMEGDAWgBTQpxvkhZIPBnAE
        1pQih5GCuVMpCTAPBgNVHRMBAf8EBTADAQH/MBQGA1UdEQQNMAuCCWxvY2FsaG9z
        dDANBgkqhkiG9w0BAQsFAAOCAQEAELmwa4ORY0gLQke3mgAcNwoxLtl2lPkgh3L1
        ZKxKn5tq8rHePV1b8jlnEnaK7jd5ZcR733QmYMcVvVfrdHCLW+qwemxjq235YfE0
        wbbdd0MtpGP/+KmBKuASlP5pTEV8TM+D/ZCGNTcg8vGdA7mrY30JhBKStT2Otbws
        xhuJormKYBSWT9KNkkuK7/InpWs3dLYSkQbWzZ/djPB6PF5BbQZWEI+eEvykxAQy
        y+X3cP+ZL7jL/HsblkNZAk4JyLMwIZTqOiKF7gsTleoEVcQ5PhfMou4ICWKkqxjH
        raL9/TjMNg1nte8T6cdWTvFidYEl2MVCLFr37j3zqfhZAXNcEA==
        -----END CERTIFICATE-----
        """

    static let key = """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCvAqiq5cMtkoWq
        adgnWvouT7JB7kvQzosTBgr60jUKshyXeHKNMSrH7lsZWeSuSOUg99SBbD0reBXr
        FtB2oPFm5HKFRAcEtRC9xxf1n+XgETt/mEpiNS/MOVgOx3HxxklMGIKqHSX2mS8I
        ZF6wrAb3w5bZaGiyRrYepjBnZJYLllN0wnIHbHHJ2rZyz6gbXTp9pErnESTzJzu7
        wGdKv3kjIahVIONEzY8pNKci3ZptAdKE7wol56Lnqv0PMwcumf6YMvQmqj1CeSvN
        aulMyhy6NXW3oYsm8Z1BAYD3+dLr2ZNczNfuCYvkfV/C+3Un/3eXjIQbAq74CTw5
        Q5dgaEtxAgMBAAECggEACpHTehlM7LHdheOVNvjEFPOSH3Be9rQfswEdnQUAqDYG
        OyluiSuV0uv4x2beBF7hjDh9hojBB8DdmYR35/87vyAnULhBYIHXOk/1uOtcmrgN
        tuy9mtFtouTYdjGKVpzYMMrm6tNed2aMYDJQI/VKyTBQSi53qsMxpPeaYycwdu/2
        Is6pv9vpAOSj1TGeDLfyJqfNg+TzQMuXGn3FzZ1i6eJim5vt5pmfFubDJRx7rI+o
        Ll9c94ZKILlgOcKR19lgp4Wdbb7+9hNgTSQIKqexBwrslDH6pZpF/YZC/0ehw+/y
        699ua4p5JclZxGcqF6OYlr65YEQecoSlQx+hjjkGwQKBgQD0YY00SJ5Ha4+O10j8
        oIqVWiiN2P4LjTVp8Lf9lvUXW2lxtspMP6LUjk0rODP6GMPeWXbkvtho1XCWVxbB
        UMb2QHxIzDbhlQPUtEdJkNfV/mKXlGHU5aB8weMetMtQyCrhMnG2VrrnENSnwz3F
        /16+FxshMTtFiK5xj2H+KiBBMQKBgQC3VMWxKXgsN19QzVPPG5nMIxHqAGjYQnNT
        6ofxcM3aPu8xvV6EMmuBAPOdxIS7tIvoVwLQcWlexF4ZRkcwMUTi0+cA1Z1fk+/r
        2UKVu7y+TN8cwSoxQnEZp1xHhf946gtdVNjOXDXfQC5S9qVenWVhPQ930B075ptk
        GFJtCtQeQQKBgQC/FmxgPowtEmj9a09x4mKaqBXf3JXBGJh0jzp/OwPIUL0hoqmK
        d5PuGpsyuU7DN4wol9IEyUnUp1jS5aQwYuZAdWn5Tl13hJqrPpAjcPOkK7aSCf95
        hlg4VS8vunTkZLBKyLPrvOOGfD2cNGlgIe/GObEIAkPzeg3VVCVupSf1cQKBgCsG
        Be7xoHYf+Ipp5UUxYQJ7KHUV64T080O6QnTy2BxjsJanrkqv2nLH2mQn/k5erIa2
        BL8OHoBS7RJZX9N7fIMO36NefjQz75YVwn6JNF4khCenXVN6GDjBAfL3C2FA67HX
        e5nSIgJmeXiW0XBG18feIIcpm/K2x7jRzGYyqF0BAoGADm1nrGxugY5xou0YU549
        UcQYB9Q90EfTfYeH4o9Gj3E/t5a0VFJ/3WEAsJz+NKVs3sE6iIsLSWoE0PytC3Ox
        M08sYeU5pKUeKpORjwSbe0v6kA5gyYj82WIWDseUTEbBExJ1DiAuBGq6GCHILLeL
        hqv9p+ZHUwHRDT3+0Oy16KY=
        -----END PRIVATE KEY-----
        """
}
