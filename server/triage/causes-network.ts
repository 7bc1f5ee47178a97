import type { Cause } from "./causes";
import { sources } from "./sources";

/** Causes on the way to the registry and in the registry itself. */
export const networkCauses: Cause[] = [
  {
    id: "certificate",
    origin: "snapdeck",
    title: { en: "The registry's certificate is not trusted", "zh-CN": "镜像仓库证书不受信任" },
    why: {
      en: "The certificate is self-signed, expired, or made out for another host name.",
      "zh-CN": "证书为自签名、已过期，或与访问的域名不一致。",
    },
    advice: {
      en: [
        "Use the host name the certificate was made for, and renew an expired one.",
        "Give a private registry a certificate of a public authority, or have its authority installed on the nodes.",
      ],
      "zh-CN": [
        "使用与证书一致的域名访问，并更新过期证书。",
        "为自建仓库配置公共 CA 签发的证书，或在节点上安装其 CA 证书。",
      ],
    },
    sources: [sources.dockerCertificates],
    match: [
      {
        message:
          /x509|certificate (?:has expired|is not valid|is valid for|signed by|verify failed)|bad certificate/i,
      },
      { message: /证书[^,，。]{0,20}(?:过期|不受信任|无效|错误|校验失败|不匹配)/ },
    ],
  },
  {
    id: "plain-http",
    origin: "snapdeck",
    title: {
      en: "The registry speaks HTTP where HTTPS is expected",
      "zh-CN": "镜像仓库只支持 HTTP，而客户端使用 HTTPS",
    },
    why: {
      en: "Clients insist on HTTPS unless a registry is listed as insecure.",
      "zh-CN": "除非把仓库列为不安全仓库，客户端默认要求使用 HTTPS。",
    },
    advice: {
      en: ["Put TLS before the registry.", "Check the port in the image address."],
      "zh-CN": ["为镜像仓库启用 TLS。", "检查镜像地址中的端口。"],
    },
    sources: [sources.dockerCertificates],
    match: [
      {
        message:
          /HTTP response to HTTPS client|first record does not look like a TLS handshake|wrong version number/i,
      },
    ],
  },
  {
    id: "name-not-resolved",
    origin: "snapdeck",
    title: { en: "The registry's host name cannot be resolved", "zh-CN": "镜像仓库域名无法解析" },
    why: {
      en: "The name is misspelled, or known only in another network: a VPC address of a registry resolves only inside a VPC it is linked to.",
      "zh-CN":
        "域名拼写错误，或只在其他网络中可解析：镜像仓库的 VPC 域名只能在已关联的 VPC 内解析。",
    },
    advice: {
      en: [
        "Check the host name of the image address.",
        "Add the instance's VPC to the registry's access control, or use the public address.",
        "Check the DNS servers of the VPC.",
      ],
      "zh-CN": [
        "检查镜像地址中的域名。",
        "在镜像仓库的访问控制中添加实例所在的 VPC，或改用公网地址。",
        "检查 VPC 的 DNS 设置。",
      ],
    },
    sources: [sources.acrVpc, sources.kubernetesDns],
    match: [
      { message: /no such host|could not resolve|name resolution|server misbehaving|NXDOMAIN/i },
      { message: /域名[^,，。]{0,30}(?:解析失败|无法解析)|(?:解析|DNS)[^,，。]{0,12}失败/i },
    ],
  },
  {
    id: "registry-unreachable",
    origin: "snapdeck",
    title: { en: "The registry could not be reached", "zh-CN": "无法连接到镜像仓库" },
    why: {
      en: "No connection came about in time: no route from the VPC, a security group, an access list of the registry, or a proxy in between.",
      "zh-CN":
        "在限定时间内未能建立连接：VPC 路由不通、安全组限制、镜像仓库的访问白名单，或中间代理的问题。",
    },
    advice: {
      en: [
        "Check that the instance's VPC may reach the registry, and that the image address is the VPC one where there is no public exit.",
        "Check security groups and the registry's access list for port 443.",
        "Save again: a short disturbance passes.",
      ],
      "zh-CN": [
        "确认实例所在 VPC 可以访问镜像仓库；没有公网出口时请使用 VPC 镜像地址。",
        "检查安全组和镜像仓库白名单是否放行 443 端口。",
        "稍后重新保存，短暂的网络抖动会自行恢复。",
      ],
    },
    sources: [sources.acrVpc, sources.dockerProxy],
    match: [
      {
        message:
          /dial tcp[^"]{0,120}(?:timeout|timed out|refused|no route|unreachable)|connection (?:refused|timed out)|no route to host|network is unreachable/i,
      },
      {
        message:
          /TLS handshake timeout|request canceled while waiting|Client\.Timeout|proxyconnect/i,
      },
      { message: /(?:连接|访问|网络)[^,，。]{0,30}(?:超时|被拒绝|不可达|不通|失败)/ },
    ],
  },
  {
    id: "connection-lost",
    origin: "snapdeck",
    title: { en: "The connection broke during the upload", "zh-CN": "上传过程中连接中断" },
    why: {
      en: "The connection stood and was cut: by the registry, a proxy or a load balancer with a time limit, or the network.",
      "zh-CN": "连接建立后被中断：可能是镜像仓库、有时间限制的代理或负载均衡，或网络本身。",
    },
    advice: {
      en: [
        "Save again: layers already uploaded need not be sent twice.",
        "If large layers always break, make them smaller or use the registry's VPC address.",
      ],
      "zh-CN": [
        "重新保存：已上传的层不会重复上传。",
        "如果大的层总是中断，请减小层体积，或使用镜像仓库的 VPC 地址。",
      ],
    },
    sources: [sources.ociPush, sources.acrVpc],
    match: [
      {
        message:
          /connection reset|broken pipe|unexpected EOF|: EOF$|use of closed network connection|read tcp[^"]{0,120}timeout/i,
      },
      { message: /连接[^,，。]{0,12}(?:中断|重置|断开)/ },
    ],
  },
  {
    id: "upload-corrupt",
    origin: "snapdeck",
    title: { en: "The registry rejected an uploaded layer", "zh-CN": "镜像仓库拒绝了上传的层" },
    why: {
      en: "What arrived did not match its digest, or the upload session was no longer known. Both come from interrupted uploads, or from two pushes of the same image at once.",
      "zh-CN": "收到的内容与摘要不一致，或上传会话已失效。常见于上传中断，或同一镜像同时推送两次。",
    },
    advice: {
      en: [
        "Save again, with no other push to the same repository running.",
        "If it returns, ask the registry's administrator for its storage.",
      ],
      "zh-CN": [
        "确保没有其他任务同时推送同一仓库，然后重新保存。",
        "如果反复出现，请仓库管理员检查存储。",
      ],
    },
    sources: [sources.ociErrors, sources.ociPush],
    match: [
      {
        message:
          /BLOB_UPLOAD_(?:INVALID|UNKNOWN)|blob upload (?:invalid|unknown)|DIGEST_INVALID|digest (?:invalid|mismatch|did not match)|MANIFEST_(?:INVALID|BLOB_UNKNOWN)|manifest (?:invalid|blob unknown)|unknown blob|failed size validation/i,
      },
      { message: /摘要[^,，。]{0,12}(?:不一致|不匹配|校验失败)/ },
    ],
  },
  {
    id: "registry-error",
    origin: "snapdeck",
    title: { en: "The registry had an error of its own", "zh-CN": "镜像仓库内部错误" },
    why: {
      en: "The registry, or a gateway before it, answered with a server error (HTTP 5xx).",
      "zh-CN": "镜像仓库或其前面的网关返回了服务端错误（HTTP 5xx）。",
    },
    advice: {
      en: [
        "Save again after some minutes.",
        "Look at the registry's status, and hand its administrator the RequestId.",
      ],
      "zh-CN": ["几分钟后重新保存。", "查看镜像仓库的运行状态，并把 RequestId 提供给管理员。"],
    },
    sources: [sources.ociPush],
    match: [
      {
        message:
          /(?:status|code|状态码|返回)\D{0,12}50[0234]\b|\b50[0234] (?:internal|bad|service|gateway)|internal server error|bad gateway|service unavailable|gateway time-?out/i,
      },
      { message: /(?:仓库|服务端|服务器)[^,，。]{0,12}(?:内部错误|异常|不可用)/ },
    ],
  },
];
