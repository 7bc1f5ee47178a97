import type { Cause } from "./causes";
import { steps } from "./causes-steps";
import { sources } from "./sources";

/** Causes while layers and manifests are sent, and in the registry that takes them. */
export const transferCauses: Cause[] = [
  {
    id: "connection-lost",
    origin: "snapdeck",
    title: { en: "Connection lost during the upload", "zh-CN": "上传时连接中断" },
    why: {
      en: "The connection was established and then lost: closed by the registry, by a proxy or load balancer with a time limit, or by the network.",
      "zh-CN": "连接建立后被中断：可能是镜像仓库、有时间限制的代理或负载均衡，或网络本身。",
    },
    advice: steps(
      [
        "user",
        "Save again: layers that were already uploaded are not sent again.",
        "重新保存：已上传的层不会重复上传。",
      ],
      [
        "user",
        "If large layers keep failing, make them smaller or use the registry's VPC address.",
        "如果较大的层反复中断，请减小层的大小，或使用镜像仓库的 VPC 地址。",
      ],
      [
        "registryAdmin",
        "Check for restarts of the registry, and for timeouts of the proxy or load balancer in front of it.",
        "检查镜像仓库是否重启，以及其前端代理或负载均衡的超时设置。",
      ],
    ),
    sources: [sources.ociPush, sources.acrVpc],
    match: [
      {
        transport:
          /connection (?:was )?(?:forcibly )?(?:reset|closed|aborted|lost|interrupted)|connection broken|broken pipe|unexpected EOF|unexpected end of (?:stream|file)|(?::|error|with) EOF\b|\bEOF$/i,
      },
      {
        transport:
          /use of closed (?:network )?connection|client disconnected|bad record MAC|socket hang up|transport is closing|closed (?:idle |the )connection|while reading body/i,
      },
      {
        transport:
          /GOAWAY|stream error|stream (?:was )?(?:reset|closed|terminated)|RST_STREAM|(?:INTERNAL|PROTOCOL|STREAM|COMPRESSION|FLOW_CONTROL)_ERROR|REFUSED_STREAM|http2: (?:client )?(?:connection|transport)|ErrCode=/i,
      },
      {
        transport:
          /(?:read|write)(?: tcp)?[^"]{0,60}(?:time-?out|timed out)|\b(?:ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|ESHUTDOWN)\b|ContentLength=.{0,40}Body length|request (?:body )?(?:write|read) time-?out/i,
      },
      { status: [408, 499] },
      { transport: /连接[^,，。]{0,12}(?:中断|重置|断开)/ },
    ],
  },
  {
    id: "upload-corrupt",
    origin: "snapdeck",
    title: { en: "Registry rejected an uploaded layer", "zh-CN": "镜像仓库拒绝了上传的层" },
    why: {
      en: "The uploaded content did not match its digest, or the upload session had expired. Interrupted uploads cause this, and so do two pushes of the same image at once.",
      "zh-CN": "收到的内容与摘要不一致，或上传会话已失效。常见于上传中断，或同一镜像同时推送两次。",
    },
    advice: steps(
      [
        "user",
        "Save again, with no other push to the same repository running.",
        "确保没有其他任务同时推送同一仓库，然后重新保存。",
      ],
      [
        "registryAdmin",
        "If it happens again, check the registry's storage, and that its replicas share it.",
        "如果反复出现，请检查镜像仓库的存储，以及多个副本是否共享存储。",
      ],
    ),
    sources: [sources.ociErrors, sources.ociPush],
    match: [
      {
        registry:
          /BLOB_(?:UPLOAD_)?(?:INVALID|UNKNOWN)|blob (?:upload )?(?:invalid|unknown)|DIGEST_INVALID|digest (?:invalid|mismatch|did not match|does not match)|MANIFEST_(?:INVALID|BLOB_UNKNOWN)|manifest (?:invalid|blob unknown)|unknown blob|blob unknown|unverified/i,
      },
      {
        phrase:
          /failed size validation|unexpected (?:commit )?(?:digest|size)|unexpected commit digest|range not satisfiable|RANGE_INVALID|(?:length|size) mismatch|checksum (?:mismatch|failed|did not match)|(?:invalid|mismatched) (?:checksum|digest)|upload (?:session )?(?:not found|expired|has expired|unknown)/i,
      },
      { phrase: /MANIFEST_INVALID|manifest invalid/i },
      { phrase: /摘要[^,，。]{0,12}(?:不一致|不匹配|校验失败)/ },
      { status: [416] },
    ],
  },
  {
    id: "registry-error",
    origin: "snapdeck",
    title: { en: "Registry internal error", "zh-CN": "镜像仓库内部错误" },
    why: {
      en: "The registry, or a gateway in front of it, returned a server error (HTTP 5xx).",
      "zh-CN": "镜像仓库或其前端网关返回了服务端错误（HTTP 5xx）。",
    },
    advice: steps(
      ["user", "Save again after a few minutes.", "几分钟后重新保存。"],
      [
        "registryAdmin",
        "Check the registry's status and logs at that time. The RequestId helps to find the entries.",
        "查看镜像仓库在该时间的运行状态和日志，可用 RequestId 定位。",
      ],
    ),
    sources: [sources.ociPush],
    match: [
      { status: [502, 503, 504, 520, 521, 522, 523, 524, 525, 530] },
      { vagueStatus: [500] },
      { hint: /^unknown: |"code":"UNKNOWN"|: unknown error/ },
      {
        registry:
          /internal server error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out|no healthy upstream|upstream (?:connect|request|server) (?:error|time-?out)/i,
      },
      { phrase: /(?:仓库|服务端|服务器)[^,，。]{0,12}(?:内部错误|异常|不可用)/ },
    ],
  },
];
