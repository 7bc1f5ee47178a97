import type { Cause } from "./causes";
import { sources } from "./sources";

/** Causes that a limit explains: space, size, layers, quota, memory. */
export const sizeCauses: Cause[] = [
  {
    id: "disk-full",
    origin: "snapdeck",
    title: { en: "The disk was full", "zh-CN": "磁盘空间不足" },
    why: {
      en: "Saving an image first writes the changed files to the node's disk. There was no room left for them.",
      "zh-CN": "保存镜像时，会先把改动过的文件写到节点磁盘上，而磁盘已没有剩余空间。",
    },
    advice: {
      en: [
        "Delete caches, checkpoints and package archives from the system disk, or move them to mounted storage.",
        "Leave large folders out of the image with the exclude paths of the snapshot.",
        "Enlarge the instance's system disk when the image really is that large.",
      ],
      "zh-CN": [
        "清理系统盘上的缓存、检查点和安装包，或移到挂载的存储中。",
        "保存快照时用排除路径跳过大目录。",
        "如果镜像确实这么大，请扩容实例的系统盘。",
      ],
    },
    sources: [sources.dockerPrune, sources.kubernetesEviction],
    match: [
      {
        message:
          /no space left on device|disk quota exceeded|disk ?pressure|low on resource: ephemeral-storage/i,
      },
      { message: /磁盘(?:空间)?(?:不足|已满|写满)|存储空间不足/ },
      { code: /NoSpace|DiskFull|DiskNotEnough|InsufficientDisk|DiskPressure/i },
    ],
  },
  {
    id: "too-many-layers",
    origin: "snapdeck",
    title: { en: "The image has too many layers", "zh-CN": "镜像层数过多" },
    why: {
      en: "Each save on top of a saved image adds a layer, and the storage driver takes only so many (128 with overlay2).",
      "zh-CN":
        "在已保存的镜像上再次保存会多出一层，而存储驱动支持的层数有限（overlay2 为 128 层）。",
    },
    advice: {
      en: [
        "Start a new instance from the original base image and install what is needed there.",
        "Or rebuild with a Dockerfile, or squash the image into fewer layers.",
      ],
      "zh-CN": [
        "从最初的基础镜像新建实例，重新安装所需内容。",
        "或用 Dockerfile 重新构建，或把镜像压缩成更少的层。",
      ],
    },
    sources: [sources.dockerOverlay],
    match: [
      {
        message:
          /max(?:imum)? (?:layer )?depth exceeded|too many layers|layers? (?:count |number )?exceed/i,
      },
      { message: /层数[^,，。]{0,12}(?:过多|超过|超出)/ },
      { code: /TooManyLayers|LayerDepth|MaxDepth/i },
    ],
  },
  {
    id: "image-too-large",
    origin: "snapdeck",
    title: { en: "The image or one of its layers is too large", "zh-CN": "镜像或某一层过大" },
    why: {
      en: "The registry, or a proxy before it, refuses uploads above a size. A save puts all changes into one layer, so this layer grows quickly.",
      "zh-CN":
        "镜像仓库或其前面的代理拒绝超过上限的上传。一次保存会把全部改动放进同一层，这一层很容易变大。",
    },
    advice: {
      en: [
        "Keep data sets and model weights on mounted storage, which is not part of the image.",
        "Exclude caches (pip, conda, Hugging Face) from the snapshot and save again.",
        "Build from a Dockerfile with smaller layers when the content is needed.",
      ],
      "zh-CN": [
        "把数据集和模型权重放到挂载的存储中，它们不会进入镜像。",
        "保存时排除缓存目录（pip、conda、Hugging Face），然后重试。",
        "如果内容必须保留，用 Dockerfile 拆成更小的层来构建。",
      ],
    },
    sources: [sources.ociErrors, sources.dockerCommit],
    match: [
      {
        message:
          /request entity too large|payload too large|content too large|(?:status|code|状态码|返回)\D{0,12}413\b|413 (?:request|payload)/i,
      },
      {
        message:
          /(?:image|layer|blob) (?:size )?(?:is )?(?:too (?:large|big)|exceed)|SIZE_INVALID|exceeds? the (?:maximum|max) (?:image|layer|blob) size/i,
      },
      {
        message:
          /(?:镜像|单层|层)(?:文件)?(?:大小|体积)[^,，。]{0,20}(?:过大|太大|超过|超出)|(?:镜像|单层)(?:文件)?(?:过大|太大)/,
      },
      { code: /(?:Image|Layer|Blob)(?:Size)?(?:TooLarge|TooBig|Exceed)/i },
    ],
  },
  {
    id: "rate-limited",
    origin: "snapdeck",
    title: { en: "The registry limits the rate", "zh-CN": "镜像仓库限流" },
    why: {
      en: "Too many requests in a short time, often pulls without a login that share one public address.",
      "zh-CN": "短时间内请求过多，常见于未登录的拉取，它们共用同一个公网地址的额度。",
    },
    advice: {
      en: [
        "Wait some minutes and save again.",
        "Log in to the registry, so that the account's own limit counts.",
        "Keep a copy of public base images in your own registry.",
      ],
      "zh-CN": [
        "等待几分钟后重新保存。",
        "登录镜像仓库，使用账号自己的额度。",
        "把公共基础镜像同步到自己的仓库中。",
      ],
    },
    sources: [sources.dockerPulls, sources.ociErrors],
    match: [
      {
        message:
          /too ?many ?requests|rate ?limit|(?:status|code|状态码|返回)\D{0,12}429\b|429 too/i,
      },
      { message: /请求(?:过于频繁|过多|频率超)|限流/ },
      { code: /Throttling|TooManyRequests|RateLimit/i },
    ],
  },
  {
    id: "quota",
    origin: "snapdeck",
    title: { en: "A quota of the registry is used up", "zh-CN": "镜像仓库配额已用完" },
    why: {
      en: "The number of namespaces, repositories or tags, or the storage, has reached what the registry's edition allows.",
      "zh-CN": "命名空间、仓库、标签的数量或存储容量已达到当前版本允许的上限。",
    },
    advice: {
      en: [
        "Delete repositories and tags nobody uses, then save again.",
        "Push to an existing repository instead of a new one.",
        "Ask the registry's administrator for a higher quota or a larger edition.",
      ],
      "zh-CN": [
        "删除不再使用的仓库和标签后重试。",
        "推送到已有仓库，而不是新建仓库。",
        "请仓库管理员提升配额或升级版本。",
      ],
    },
    sources: [sources.acrEditions, sources.ociErrors],
    match: [
      {
        message:
          /quota[^.]{0,60}(?:exceed|reach|full|used up|insufficient)|(?:exceed|reach)[^.]{0,60}quota/i,
      },
      {
        message:
          /配额[^,，。]{0,20}(?:不足|超|已满|用完|上限)|(?:超过|超出|达到)[^,，。]{0,20}配额/,
      },
      { code: /Quota/i },
    ],
  },
  {
    id: "out-of-memory",
    origin: "snapdeck",
    title: { en: "The save ran out of memory", "zh-CN": "保存过程内存不足" },
    why: {
      en: "The process that saves was killed, or could not get memory. Exit code 137 means killed, most often for memory.",
      "zh-CN": "执行保存的进程被终止或无法申请内存。退出码 137 表示被强制终止，多数是内存不足。",
    },
    advice: {
      en: [
        "Stop notebooks and training jobs in the instance, then save again.",
        "Choose an instance type with more memory if it happens again.",
      ],
      "zh-CN": [
        "停止实例中的 Notebook 内核和训练任务后重新保存。",
        "如果反复出现，请选择内存更大的规格。",
      ],
    },
    sources: [sources.kubernetesEviction],
    match: [
      {
        message:
          /out of memory|oom ?killed|cannot allocate memory|exit (?:code|status)[ :=]{0,3}137|memory ?pressure/i,
      },
      { message: /内存不足|内存溢出/ },
      { code: /OOM|OutOfMemory/i },
    ],
  },
];
