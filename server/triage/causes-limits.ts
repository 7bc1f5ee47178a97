import type { Cause } from "./causes";
import { steps } from "./causes-steps";
import { sources } from "./sources";

/** Causes that a limit explains: layers, size, quota, rate. */
export const limitCauses: Cause[] = [
  {
    id: "too-many-layers",
    origin: "snapdeck",
    title: { en: "Image has too many layers", "zh-CN": "镜像层数过多" },
    why: {
      en: "Each save on top of a saved image adds a layer, and the storage driver supports a limited number of layers (128 with overlay2).",
      "zh-CN":
        "在已保存的镜像上再次保存会增加一层，而存储驱动支持的层数有限（overlay2 为 128 层）。",
    },
    advice: steps(
      [
        "user",
        "Start a new instance from the original base image and install what you need there.",
        "从最初的基础镜像新建实例，重新安装所需内容。",
      ],
      [
        "user",
        "Or rebuild with a Dockerfile, or squash the image into fewer layers.",
        "或用 Dockerfile 重新构建，或把镜像压缩成更少的层。",
      ],
    ),
    sources: [sources.dockerOverlay],
    match: [
      { phrase: /number of layers[^.]{0,20} exceed|too many levels of lower/i },
      {
        phrase:
          /max(?:imum)? (?:layer )?depth exceeded|too many layers|layers exceed|layers? (?:count|number) exceed|(?:maximum|max) number of layers|(?:limit|maximum|more than)(?: of)? ~ layers|mount options is too long/i,
      },
      { phrase: /层数[^,，。]{0,12}(?:过多|超过|超出)/ },
      { code: /TooManyLayers|LayerDepth|MaxDepth/i },
    ],
  },
  {
    id: "quota",
    origin: "snapdeck",
    title: { en: "Registry quota exceeded", "zh-CN": "镜像仓库配额已用完" },
    why: {
      en: "The number of namespaces, repositories or tags, or the storage of the project, has reached the registry's limit.",
      "zh-CN": "命名空间、仓库、镜像版本的数量或项目的存储容量已达到上限。",
    },
    advice: steps(
      [
        "user",
        "Delete unused repositories and tags, then save again.",
        "删除不再使用的仓库和镜像版本，然后重新保存。",
      ],
      [
        "user",
        "Push to an existing repository instead of a new one.",
        "推送到已有仓库，而不是新建仓库。",
      ],
      [
        "registryAdmin",
        "Raise the quota of the project or namespace, or upgrade to a larger edition.",
        "提升项目或命名空间的配额，或升级版本。",
      ],
    ),
    sources: [sources.acrEditions, sources.ociErrors],
    match: [
      {
        phrase:
          /(?:no|not enough|insufficient) (?:\w{1,12} )?(?:\w{1,12} )?quota|(?:storage|repository|repositories|namespace|tag|project|artifact|image|count) limit (?:was |is |has been )?(?:reached|exceeded|hit)/i,
      },
      {
        phrase:
          /(?:hit|reached|over|exceeded) (?:its|your|the|their) (?:storage|repository|namespace|project|plan) limit/i,
      },
      {
        phrase:
          /(?:quota|storage limit|plan limit|repository limit|tag limit)[^.]{0,40}(?:exceed|reach|full|used up|insufficient|exhausted)|(?:exceed|reach|over|out of)[^.~]{0,40}(?:quota|storage limit|plan limit|repository limit)/i,
      },
      {
        phrase:
          /exceed the configured upper limit|(?:max|maximum) number of (?:\w{1,12} )?(?:repositories|tags|images|namespaces|artifacts)|QUOTA_?EXCEEDED|LimitExceededException/i,
      },
      {
        phrase: /配额[^,，。]{0,20}(?:不足|超|已满|用完|上限)|(?:超过|超出|达到)[^,，。]{0,20}配额/,
      },
      { status: [402] },
      { code: /Quota/i },
    ],
  },
  {
    id: "image-too-large",
    origin: "snapdeck",
    title: { en: "Image or layer too large", "zh-CN": "镜像或镜像层过大" },
    why: {
      en: "The registry, or a proxy in front of it, limits the size of uploads. A save puts all changes into one layer, so this layer grows quickly.",
      "zh-CN":
        "镜像仓库或其前端代理限制了上传大小。每次保存会将全部改动写入同一层，该层很容易变大。",
    },
    advice: steps(
      [
        "user",
        "Keep data sets and model weights on mounted storage, which is not part of the image.",
        "把数据集和模型权重放到挂载的存储中，它们不会进入镜像。",
      ],
      [
        "user",
        "Exclude caches (pip, conda, Hugging Face) from the snapshot and save again.",
        "保存时排除缓存目录（pip、conda、Hugging Face），然后重试。",
        "pathExclusion",
      ],
      [
        "user",
        "Delete caches (pip, conda, Hugging Face), or build from a Dockerfile with smaller layers.",
        "清理缓存目录（pip、conda、Hugging Face），或用 Dockerfile 拆成更小的层来构建。",
      ],
      [
        "registryAdmin",
        "Raise the upload size limit of the proxy in front of the registry.",
        "调大镜像仓库前端代理的上传大小上限。",
      ],
    ),
    sources: [sources.ociErrors, sources.dockerCommit],
    match: [
      {
        phrase:
          /(?:image|layer|blob) (?:of )?~ (?:is |which is )?(?:over|above|beyond|larger|bigger)/i,
      },
      {
        phrase:
          /(?:request entity|request body|payload|content|body) (?:is )?too large|send too large body|EntityTooLarge|exceeds? the (?:maximum|max) (?:image|layer|blob|upload) size/i,
      },
      {
        phrase:
          /(?:image|layer|blob|manifest) (?:size )?~? ?(?:is )?(?:too (?:large|big)|exceeds?)|SIZE_INVALID|limit (?:of|for) a single layer|larger than the (?:maximum|limit)/i,
      },
      {
        phrase:
          /(?:镜像|单层|层)(?:文件)?(?:大小|体积)[^,，。]{0,20}(?:过大|太大|超过|超出)|(?:镜像|单层)(?:文件)?(?:过大|太大)/,
      },
      { status: [413] },
      { code: /(?:Image|Layer|Blob)(?:Size)?(?:TooLarge|TooBig|Exceed)/i },
    ],
  },
  {
    id: "rate-limited",
    origin: "snapdeck",
    title: { en: "Registry rate limit reached", "zh-CN": "触发镜像仓库限流" },
    why: {
      en: "Too many requests in a short time, often from pulls without a login that share one public IP address.",
      "zh-CN": "短时间内请求过多，常见于未登录的拉取：它们共用同一个公网 IP 的额度。",
    },
    advice: steps(
      ["user", "Wait a few minutes and save again.", "等待几分钟后重新保存。"],
      [
        "user",
        "Log in to the registry, so that your account's own limit applies.",
        "登录镜像仓库，使用账号自己的额度。",
      ],
      [
        "platformTeam",
        "Keep a copy of public base images in your own registry.",
        "把公共基础镜像同步到自己的仓库中。",
      ],
    ),
    sources: [sources.dockerPulls, sources.ociErrors],
    match: [
      {
        phrase:
          /too.?many.?requests|(?:rate|request|pull) ?.?limit(?:ed|ing|s)?\b|throttl(?:ed|ing)|slow ?down|requests? (?:rate )?exceed/i,
      },
      { phrase: /请求(?:过于频繁|过多|频率超)|限流/ },
      { status: [429] },
      { code: /Throttling|TooManyRequests|RateLimit/i },
    ],
  },
];
