import type { Cause } from "./causes";
import { steps } from "./causes-steps";
import { sources } from "./sources";

/** Causes on the way to the registry, before anything was sent. */
export const networkCauses: Cause[] = [
  {
    id: "certificate",
    origin: "snapdeck",
    title: { en: "Registry certificate not trusted", "zh-CN": "镜像仓库证书不受信任" },
    why: {
      en: "The certificate is self-signed, expired, or issued for another host name.",
      "zh-CN": "证书为自签名、已过期，或与访问的域名不一致。",
    },
    advice: steps(
      [
        "user",
        "Use the host name that the certificate was issued for.",
        "使用与证书一致的域名访问。",
      ],
      [
        "registryAdmin",
        "Renew the expired certificate, or use one issued by a public CA.",
        "更新过期证书，或改用公共 CA 签发的证书。",
      ],
      [
        "platformTeam",
        "Install the private CA certificate on the nodes.",
        "在节点上安装自建 CA 证书。",
      ],
    ),
    sources: [sources.dockerCertificates],
    match: [
      { transport: /certificate (?:is|was) (?:expired|revoked|not trusted|invalid|untrusted)/i },
      {
        transport:
          /\bx509: |certificate (?:has expired|is not (?:yet )?valid|is not trusted|is valid for|signed by|verify failed|verification failed|required|unknown)/i,
      },
      {
        transport:
          /(?:bad|unknown|expired|invalid|self-signed|untrusted|verify) (?:ssl |tls |server )?(?:certificate|cert\b)|unknown certificate authority|unable to get local issuer/i,
      },
      { transport: /证书[^,，。]{0,20}(?:过期|不受信任|无效|错误|校验失败|不匹配)/ },
    ],
  },
  {
    id: "plain-http",
    origin: "snapdeck",
    title: {
      en: "HTTP and HTTPS mismatch",
      "zh-CN": "HTTP 与 HTTPS 不匹配",
    },
    why: {
      en: "The registry uses HTTP while the client requires HTTPS, or the other way round. Clients use HTTPS unless the registry is configured as insecure.",
      "zh-CN":
        "镜像仓库使用 HTTP，而客户端使用 HTTPS（或相反）。除非将仓库配置为非安全仓库，客户端默认使用 HTTPS。",
    },
    advice: steps(
      ["user", "Check the port in the image address.", "检查镜像地址中的端口。"],
      ["registryAdmin", "Enable TLS for the registry.", "为镜像仓库启用 TLS。"],
      [
        "platformTeam",
        "Or configure the registry as insecure on the nodes.",
        "或在节点上将该仓库配置为非安全仓库。",
      ],
    ),
    sources: [sources.dockerCertificates],
    match: [
      {
        transport:
          /HTTPS? response to HTTPS? client|does not look like a TLS handshake|wrong version number|HTTP request (?:was sent )?to (?:an )?HTTPS (?:server|port)|oversized record received/i,
      },
    ],
  },
  {
    id: "name-not-resolved",
    origin: "snapdeck",
    title: { en: "Registry host name can't be resolved", "zh-CN": "无法解析镜像仓库域名" },
    why: {
      en: "The name is misspelled, or resolves only in another network: a registry's VPC address resolves only inside a VPC that is linked to it.",
      "zh-CN":
        "域名拼写错误，或只在其他网络中可解析：镜像仓库的 VPC 域名只能在已关联的 VPC 内解析。",
    },
    advice: steps(
      ["user", "Check the host name in the image address.", "检查镜像地址中的域名。"],
      [
        "registryAdmin",
        "Add the instance's VPC to the registry's access control, or use the public address.",
        "在镜像仓库的访问控制中添加实例所在的 VPC，或改用公网地址。",
      ],
      ["platformTeam", "Check the DNS servers of the VPC.", "检查 VPC 的 DNS 设置。"],
    ),
    sources: [sources.acrVpc, sources.kubernetesDns],
    match: [
      {
        transport:
          /no such host|could not resolve|cannot resolve|failure resolving|name resolution|name or service not known|server misbehaving|nodename nor servname|\b(?:NXDOMAIN|SERVFAIL|EAI_AGAIN|ENOTFOUND)\b|getaddrinfo|lookup ~[^;]{0,60}(?:timeout|timed out|refused|no answer)/i,
      },
      { transport: /域名[^,，。]{0,30}(?:解析失败|无法解析)|(?:解析|DNS)[^,，。]{0,12}失败/i },
    ],
  },
  {
    id: "registry-unreachable",
    origin: "snapdeck",
    title: { en: "Can't reach the registry", "zh-CN": "无法连接到镜像仓库" },
    why: {
      en: "No connection was established in time. The cause may be the route from the VPC, a security group, the registry's access list, or a proxy in between.",
      "zh-CN":
        "未能在限定时间内建立连接：可能是 VPC 路由不通、安全组限制、不在镜像仓库的访问白名单中，或中间代理异常。",
    },
    advice: steps(
      [
        "user",
        "Save again, in case it was a brief network issue. If there is no internet access, use the VPC image address.",
        "稍后重新保存，短暂的网络抖动会自行恢复。没有公网出口时请使用 VPC 镜像地址。",
      ],
      [
        "registryAdmin",
        "Check that the registry is running, and that its access list includes the instance's VPC.",
        "确认镜像仓库正常运行，并检查其白名单是否包含实例所在的 VPC。",
      ],
      [
        "platformTeam",
        "Check routes, proxies and security groups for port 443.",
        "检查路由、代理以及安全组是否放行 443 端口。",
      ],
    ),
    sources: [sources.acrVpc, sources.dockerProxy],
    match: [
      {
        transport:
          /dial(?:ing)? (?:tcp|~|unix)?[^"]{0,80}(?:time-?out|timed out|refused|no route|unreachable|reset|deadline)|connect(?:ion|ing)? refused|connect: (?:connection|operation) timed out|connect (?:ETIMEDOUT|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)/i,
      },
      {
        transport:
          /no route to host|network is (?:unreachable|down)|host is (?:unreachable|down)|\b(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)\b|(?:failed|unable|could not|cannot) to? ?connect to|connect(?:ing|ion)? to ~[^;]{0,40}(?:timed out|time-?out|refused|failed)/i,
      },
      {
        transport:
          /TLS handshake time-?out|request canceled while waiting|while (?:awaiting|waiting for) (?:response )?headers|time-?out awaiting response headers|proxyconnect|proxy authentication required/i,
      },
      { status: [407] },
      {
        transport:
          /(?:连接|访问|网络)[^,，。]{0,30}(?:超时|被拒绝|不可达|不通|失败)|无法[^,，。]{0,12}(?:访问|连接|连通)/,
      },
    ],
  },
];
