import type { Cause } from "./causes";
import { sources } from "./sources";

/** Causes in what a repository allows an account: names, logins, permissions. */
export const accessCauses: Cause[] = [
  {
    id: "tag-immutable",
    origin: "snapdeck",
    title: { en: "The tag exists and must not be overwritten", "zh-CN": "标签已存在且不允许覆盖" },
    why: {
      en: "The repository is set to be immutable: a tag can be pushed once.",
      "zh-CN": "该仓库开启了镜像版本不可变，同一标签只能推送一次。",
    },
    advice: {
      en: [
        "Save with a new tag, such as the date.",
        "Or let the repository's owner switch immutability off.",
      ],
      "zh-CN": ["换一个新标签（例如日期）再保存。", "或请仓库所有者关闭镜像版本不可变。"],
    },
    sources: [sources.acrImmutable],
    match: [
      {
        message:
          /(?:already exists?|tag)[^.]{0,60}(?:cannot|can't|can not|not) be overwritten|immutable/i,
      },
      {
        message: /标签[^,，。]{0,20}(?:已存在|不可变|不可覆盖|不允许覆盖)|(?:不可|不允许|禁止)覆盖/,
      },
      { code: /Immutable|TagAlreadyExist/i },
    ],
  },
  {
    id: "repository-missing",
    origin: "snapdeck",
    title: { en: "The repository or namespace does not exist", "zh-CN": "仓库或命名空间不存在" },
    why: {
      en: "The registry knows no repository of that name, and does not create one at the first push.",
      "zh-CN": "镜像仓库中没有这个名称，且未开启推送时自动创建。",
    },
    advice: {
      en: [
        "Check the spelling of registry, namespace and repository in the image address.",
        "Create the namespace and the repository, or switch on automatic creation for the namespace.",
        "Check that the address belongs to the region and the registry edition you mean.",
      ],
      "zh-CN": [
        "检查镜像地址中的仓库域名、命名空间和仓库名是否正确。",
        "先创建命名空间和仓库，或为命名空间开启自动创建仓库。",
        "确认地址对应的地域和实例版本正确。",
      ],
    },
    sources: [sources.ociErrors, sources.acrAccess],
    match: [
      {
        message:
          /NAME_UNKNOWN|name unknown|(?:repository|namespace|project)[^,.:]{0,80}(?:not found|does ?n[o']t exist|not exist|is missing)/i,
      },
      { message: /(?:仓库|命名空间)[^,，。]{0,60}(?:不存在|未找到|未创建)/ },
      { code: /(?:Repo(?:sitory)?|Namespace)(?:NotFound|NotExist|Missing)|NAME_UNKNOWN/i },
    ],
  },
  {
    id: "image-missing",
    origin: "snapdeck",
    title: { en: "An image it builds on cannot be found", "zh-CN": "找不到所依赖的镜像" },
    why: {
      en: "The tag or digest of the base image is not, or no longer, in its repository.",
      "zh-CN": "基础镜像的标签或摘要在仓库中不存在，或已被删除。",
    },
    advice: {
      en: [
        "Check whether the base image was deleted or its tag moved.",
        "Restore it, or start the instance from an image that exists and save again.",
      ],
      "zh-CN": [
        "确认基础镜像是否被删除，或标签是否变更。",
        "恢复该镜像，或改用存在的镜像启动实例后再保存。",
      ],
    },
    sources: [sources.kubernetesImages, sources.ociErrors],
    match: [
      {
        message:
          /MANIFEST_UNKNOWN|manifest unknown|manifest for .{1,200} not found|no such image|ErrImagePull|ImagePullBackOff/i,
      },
      { message: /镜像[^,，。]{0,60}(?:不存在|未找到)|拉取镜像[^,，。]{0,30}失败/ },
      { code: /ImageNotFound|ImageNotExist|ImagePull|PullImage|ManifestUnknown/i },
    ],
  },
  {
    id: "reference-invalid",
    origin: "snapdeck",
    title: { en: "The image address is not valid", "zh-CN": "镜像地址不合法" },
    why: {
      en: "Repository names are lower case letters, digits and single separators; a tag has at most 128 characters.",
      "zh-CN": "仓库名只能使用小写字母、数字和单个分隔符；标签最长 128 个字符。",
    },
    advice: {
      en: [
        "Use lower case in registry, namespace and repository, and no blanks.",
        "Use letters, digits, dots, hyphens and underscores in the tag.",
      ],
      "zh-CN": [
        "仓库域名、命名空间和仓库名使用小写，不含空格。",
        "标签只使用字母、数字、点、连字符和下划线。",
      ],
    },
    sources: [sources.ociErrors, sources.kubernetesImages],
    match: [
      {
        message:
          /invalid reference format|NAME_INVALID|TAG_INVALID|invalid (?:repository|image|tag) name|InvalidImageName|must be lowercase/i,
      },
      { message: /镜像(?:地址|名称|标签)[^,，。]{0,20}(?:不合法|非法|格式|无效)/ },
      {
        code: /Invalid(?:Image|Tag|Repo(?:sitory)?)(?:Name|Url|Reference)?$|NAME_INVALID|TAG_INVALID/i,
      },
    ],
  },
  {
    id: "login-expired",
    origin: "snapdeck",
    title: { en: "The registry did not accept the login", "zh-CN": "镜像仓库登录无效或已过期" },
    why: {
      en: "No login was sent, the password is wrong, or a temporary token had expired (in Container Registry it lives one hour, or as long as its STS token). A long push can outlive its token.",
      "zh-CN":
        "未携带登录信息、密码错误，或临时令牌已过期（容器镜像服务的临时令牌有效期为一小时，或与 STS 令牌一致）。耗时较长的推送可能在中途过期。",
    },
    advice: {
      en: [
        "Enter the registry's user name and password again and save once more.",
        "Use the registry's own password: it is not that of the console.",
        "For long pushes prefer a permanent password, or make the image smaller.",
      ],
      "zh-CN": [
        "重新填写镜像仓库的用户名和密码，然后再次保存。",
        "使用镜像仓库的访问凭证密码，它与控制台登录密码不同。",
        "推送耗时长时，建议使用固定密码，或减小镜像体积。",
      ],
    },
    sources: [sources.acrCredentials, sources.ociErrors],
    match: [
      {
        message:
          /unauthori[sz]ed|authentication (?:is )?required|no basic auth credentials|incorrect username or password|(?:status|code|状态码|返回)\D{0,12}401\b/i,
      },
      {
        message:
          /(?:auth\w{0,16}|login|security|registry) ?token[^.]{0,40}expired|token (?:has |is )?expired/i,
      },
      {
        message:
          /未登录|登录(?:镜像仓库)?失败|(?:用户名|密码|凭证|令牌)[^,，。]{0,20}(?:错误|过期|失效|无效)|认证失败|鉴权失败/,
      },
      { code: /Unauthori[sz]ed|AuthFailed|LoginFailed|TokenExpired|InvalidCredential/i },
    ],
  },
  {
    id: "access-denied",
    origin: "snapdeck",
    title: {
      en: "The account may not push to this repository",
      "zh-CN": "账号没有推送到该仓库的权限",
    },
    why: {
      en: "The login was accepted, but it has no right to write there, or the repository does not exist: many registries answer both alike.",
      "zh-CN": "登录成功，但没有写入权限；也可能是仓库不存在，许多镜像仓库对两者的回应相同。",
    },
    advice: {
      en: [
        "Grant the account the right to push (in Container Registry `cr:PushRepository`, in RAM).",
        "Check that namespace and repository exist and are spelled right.",
        "Check that the login belongs to the account that owns the namespace.",
      ],
      "zh-CN": [
        "为账号授予推送权限（容器镜像服务在 RAM 中为 `cr:PushRepository`）。",
        "确认命名空间和仓库存在且拼写正确。",
        "确认登录账号与命名空间所属账号一致。",
      ],
    },
    sources: [sources.acrAccess, sources.ociErrors],
    match: [
      {
        message:
          /access to the resource is denied|insufficient[_ ]scope|access denied|(?:status|code|状态码|返回)\D{0,12}403\b|403 forbidden|pull access denied|\bdenied:/i,
      },
      { message: /(?:没有|无|缺少)[^,，。]{0,12}权限|权限不足|拒绝访问|访问被拒绝/ },
      { code: /Forbidden|AccessDenied|NoPermission|^Denied$/i },
    ],
  },
];
