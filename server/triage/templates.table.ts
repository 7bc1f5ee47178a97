const each = (words: string, sentence: (word: string) => string) => words.split(" ").map(sentence);

/** Messages of one template: they differ only where values vary. */
export const oneTemplate: Record<string, string[]> = {
  "a name behind a noun that takes one": [
    "session closed for user cyrus",
    "session closed for user news",
  ],
  "many words at one place": each(
    "alpha bravo charlie delta",
    (word) => `no route to ${word} from here, giving up`,
  ),
  "a word where values stand already": [
    "synchronized to 10.0.0.1, stratum 2",
    "synchronized to LOCAL(0), stratum 3",
  ],
  "a common word where many names stood": [
    ...each(
      "ada bob carol dan eve frank grace heidi",
      (word) => `Invalid user ${word} from 10.0.0.1`,
    ),
    "Invalid user test from 10.0.0.2",
    "Invalid user deploy from 10.0.0.3",
  ],
  "words known as values from elsewhere": [
    "too many failures for ada",
    "too many failures for bob",
  ],
  "a repository without its registry": [
    "denied: requested access to the resource is denied: vision/segmenter",
    "denied: requested access to the resource is denied: notebooks/llama",
  ],
  "truth values": ["overlap:true, retry=no", "overlap:false, retry=yes"],
  "a field's values": ["lock=1, name=android, ws=null", "lock=2, name=audioserver, ws=Source{10}"],
  "a quoted field of several words": ['lock tag="View Lock", id=1', 'lock tag="RILJ", id=2'],
  "an empty field": ["logname= uid=0 host=10.0.0.1", "logname=ada uid=5 host=a.example.com"],
  "lists of any length": [
    "acl set to [ada, bob]",
    "acl set to [carol]",
    "acl set to [dan, eve, frank]",
  ],
  "lists without blanks": ["acl set to: ada,bob", "acl set to: carol,dan,eve"],
  "a trace of any length": [
    "called by com.example.a.B.run:12 com.example.a.B.go:40",
    "called by com.example.c.D.stop:1 com.example.c.D.end:5 com.example.e.F.end:9",
  ],
  "pages of proxies of several names": each(
    "edge-a edge-b edge-c nginx",
    (word) =>
      `unexpected status 502: <html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>${word}</center></body></html>`,
  ),
  "progress bars": [
    "a1b2c3d4e5f6: Pushing [==>      ] 1.2GB/9.8GB\nunexpected EOF",
    "0f9e8d7c6b5a: Pushing [=====>   ] 3.1GB/9.8GB\nunexpected EOF",
  ],
};

/** Messages of which no two may share a template, though they differ by one word: it says what happened. */
export const ownTemplates: Record<string, string[]> = {
  actions: each(
    "pull push commit export start stop open close load mount save upload download delete create",
    (word) => `failed to ${word} image r.example.com/a/b:v1`,
  ),
  "one action alone": each(
    "pull push commit export start stop open close",
    (word) => `${word} failed`,
  ),
  "steps of a push": each(
    "prepare commit export upload finalize",
    (word) => `step ${word} failed: EOF`,
  ),
  outcomes: each(
    "opened closed reset refused lost aborted established",
    (word) => `connection ${word}`,
  ),
  "errno words": each(
    "ECONNRESET ECONNREFUSED ETIMEDOUT EPIPE EHOSTUNREACH ENOTFOUND EAI_AGAIN ENOSPC",
    (word) => `request failed with ${word} while pushing`,
  ),
  "error codes": each(
    "NoSuchKey NoSuchBucket AccessDenied InvalidParameter SlowDown RequestTimeout",
    (word) => `s3aws: ${word}: the storage driver refused`,
  ),
  "registry codes": each(
    "MANIFEST_UNKNOWN NAME_UNKNOWN BLOB_UNKNOWN DENIED UNAUTHORIZED DIGEST_INVALID",
    (word) => `registry answered with ${word}`,
  ),
  "HTTP statuses": each(
    "400 401 403 404 409 413 429 500 502 503",
    (word) => `unexpected status ${word} from registry`,
  ),
  "exit codes": each("1 2 125 126 127 137 143", (word) => `exited with exit code ${word}`),
  parameters: each(
    "ImageUrl SnapshotName Labels InstanceId Overwrite",
    (word) => `The parameter ${word} is not valid`,
  ),
  "parameters in plain letters": each(
    "imageurl labels instanceid exclude overwrite",
    (word) => `parameter ${word} is missing`,
  ),
  "fields in quotes": each(
    "imageurl labels instanceid exclude overwrite",
    (word) => `field '${word}' must not be empty`,
  ),
  "fields in front": each(
    "imageurl labels instanceid exclude overwrite",
    (word) => `"${word}" is a required field`,
  ),
  properties: each(
    "imageurl labels instanceid exclude overwrite",
    (word) => `the body has no ${word} property`,
  ),
  "kinds of things": each(
    "host container image network volume file manifest",
    (word) => `no such ${word}`,
  ),
  "what a quota is for": each(
    "repositories namespaces tags projects storage",
    (word) => `quota exceeded for ${word}`,
  ),
  "a reason's field": each(
    "Timeout Cancelled Evicted Preempted Drained",
    (word) => `reason: ${word}`,
  ),
  "an action's field": each("push pull commit export", (word) => `action=${word} failed`),
  "system calls": each(
    "open read write stat mkdir rename chmod",
    (word) => `${word} /var/lib/x: permission denied`,
  ),
  "permissions of a name": each(
    "push pull delete read write",
    (word) => `user ci has no ${word} permission`,
  ),
  subjects: each("cupsd syslogd klogd portmap hcid sdpd", (word) => `${word} startup succeeded`),
  Chinese: ["推送镜像失败", "拉取镜像失败", "提交镜像失败", "导出镜像失败", "启动镜像失败"],
};
