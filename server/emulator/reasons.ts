import type { Random } from "./random";

export interface Failure {
  code: string;
  message: string;
}

interface Where {
  host: string;
  namespace: string;
  repository: string;
}

type Maker = (random: Random, where: Where, at: number) => Failure;

const digest = (random: Random) => `sha256:${random.hex(64)}`;
const address = (random: Random) =>
  `100.${random.between(64, 127)}.${random.between(0, 255)}.${random.between(2, 250)}`;
const image = ({ host, namespace, repository }: Where) => `${host}/${namespace}/${repository}`;
const stamp = (at: number) => new Date(at).toISOString().slice(0, 19);

/** A push's output with its progress bars, as it is when a client's terminal text ends up in a reason. */
const progress = (where: Where) =>
  [
    `The push refers to repository [${image(where)}]`,
    ...[12, 47, 83].map((done) => `9f3a1c2b7d10: Pushing [${"=".repeat(done / 4)}>  ] ${done}%\r`),
    "9f3a1c2b7d10: Retrying in 5 seconds",
    "write: broken pipe",
  ].join("\n");

/** Eight thousand characters: a chain of causes as a whole stack. */
function stackTrace(random: Random): string {
  const lines = ["failed to push image: context canceled"];
  while (lines.join("\n").length < 8_000) {
    lines.push(
      `    at github.com/containerd/containerd/push.go:${random.between(10, 900)} +0x${random.hex(3)}`,
    );
  }
  return lines.join("\n").slice(0, 8_000);
}

/** Why snapshots fail, with the variable parts that real messages have, the frequent ones first. */
const makers: readonly { weight: number; make: Maker }[] = [
  {
    weight: 9,
    make: (_random, where) => ({
      code: "ImagePushFailed",
      message: `unauthorized: authentication required, push to ${image(where)} was refused`,
    }),
  },
  {
    weight: 7,
    make: (random) => ({
      code: "CommitFailed",
      message: `write /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/${random.between(100, 9999)}/fs/root/.cache/pip/http/${random.hex(8)}: no space left on device`,
    }),
  },
  {
    weight: 7,
    make: (random, where) => ({
      code: "ImagePushFailed",
      message: `failed to do request: Put "https://${where.host}/v2/${where.namespace}/${where.repository}/blobs/uploads/${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-${random.hex(12)}": dial tcp ${address(random)}:443: i/o timeout`,
    }),
  },
  {
    weight: 5,
    make: (_random, where) => ({
      code: "ImagePushFailed",
      message: `denied: requested access to the resource is denied: ${where.namespace}/${where.repository}`,
    }),
  },
  {
    weight: 5,
    make: (_random, where) => ({
      code: "ImagePushFailed",
      message: `name unknown: repository ${where.namespace}/${where.repository} not found in registry ${where.host}`,
    }),
  },
  {
    weight: 4,
    make: (random) => ({
      code: "ImageTooLarge",
      message: `layer ${digest(random)} is ${random.between(20, 90)}.${random.between(0, 9)} GB, the limit of a single layer is 20 GB`,
    }),
  },
  {
    weight: 4,
    make: (random, where) => ({
      code: "QuotaExceeded",
      message: `quota exceeded: namespace ${where.namespace} holds ${random.between(300, 320)} of 300 repositories`,
    }),
  },
  {
    weight: 4,
    make: (random, where) => ({
      code: "ImagePushFailed",
      message: `blob upload unknown: ${digest(random)} to ${image(where)}, received unexpected HTTP status: 404 Not Found`,
    }),
  },
  {
    weight: 3,
    make: (random) => ({
      code: "Internal Error",
      message: `rpc error: code = DeadlineExceeded desc = context deadline exceeded after ${random.between(1800, 3600)}s, task snp-task-${random.hex(10)}`,
    }),
  },
  {
    weight: 3,
    make: (random) => ({
      code: "CommitFailed",
      message: `container ${random.hex(12)} is not running: cannot commit a container that exited with code 137 (OOMKilled)`,
    }),
  },
  {
    weight: 3,
    make: (random, where) => ({
      code: "ImagePushFailed",
      message: `received unexpected HTTP status: 503 Service Unavailable from ${where.host} (request ${random.hex(8).toUpperCase()}-${random.hex(4).toUpperCase()})`,
    }),
  },
  {
    weight: 2,
    make: (_random, where) => ({
      code: "Internal Error",
      message: `ImagePullBackOff: Back-off pulling base image "${image(where)}:base"`,
    }),
  },
  {
    weight: 2,
    make: (random, where) => ({
      code: "ManifestInvalid",
      message: `manifest invalid: ${image(where)}@${digest(random)}: manifest schema version 1 is not accepted`,
    }),
  },
  {
    weight: 2,
    make: (random, _where, at) => ({
      code: "保存失败",
      message: `镜像提交失败：节点 cn-shanghai.${address(random)} 磁盘空间不足，剩余 ${random.between(1, 900)} MB（${stamp(at)}）`,
    }),
  },
  {
    weight: 2,
    make: (_random, where) => ({
      code: "镜像推送失败",
      message: `推送到 ${image(where)} 超时：无法从 VPC 访问镜像仓库，请检查网络配置`,
    }),
  },
  {
    weight: 1,
    make: (_random, where, at) => ({
      code: "ImagePushFailed",
      message: `Get "https://${where.host}/v2/": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time ${stamp(at)}Z`,
    }),
  },
  { weight: 3, make: () => ({ code: "", message: "" }) },
  { weight: 1, make: () => ({ code: "InternalError", message: "" }) },
  { weight: 1, make: (_random, where) => ({ code: "ImagePushFailed", message: progress(where) }) },
  { weight: 1, make: (random) => ({ code: "ImagePushFailed", message: stackTrace(random) }) },
  {
    weight: 1,
    make: (random, where) => ({
      code: "ImagePushFailed",
      message: JSON.stringify({
        errors: [
          {
            code: "TOOMANYREQUESTS",
            message: "too many requests, slow down",
            detail: { repository: `${where.namespace}/${where.repository}`, id: random.hex(16) },
          },
        ],
      }),
    }),
  },
  {
    weight: 1,
    make: (random, where) => ({
      code: "ImagePushFailed",
      message: `received unexpected HTTP status: 502 Bad Gateway: <html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>${where.host} (${random.hex(8)})</center>\r\n</body>\r\n</html>`,
    }),
  },
  {
    weight: 1,
    make: (random) => ({
      code: "Internal Error",
      message: `unexpected error ${random.between(1000, 9999)}`,
    }),
  },
];

const drawn = makers.flatMap(({ weight, make }) => Array.from({ length: weight }, () => make));

/** A failure as the service would report it, at `at` milliseconds since the epoch. */
export function failureOf(random: Random, where: Where, at: number): Failure {
  const make = drawn[random.between(0, drawn.length - 1)];
  return make ? make(random, where, at) : { code: "Internal Error", message: "unexpected error" };
}

/** The reason of a burst of failures: one registry's login expired for everybody at once. */
export const expiredLogin = ({ host, namespace, repository }: Where): Failure => ({
  code: "ImagePushFailed",
  message: `unauthorized: the login for ${host} has expired, please log in again: push of ${namespace}/${repository}`,
});
