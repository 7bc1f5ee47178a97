import type { Cause } from "./causes";
import { steps } from "./causes-steps";
import { sources } from "./sources";

/** Causes in names: tags, repositories, images, addresses. */
export const accessCauses: Cause[] = [
  {
    id: "tag-immutable",
    origin: "snapdeck",
    title: {
      en: "Tag already exists and can't be overwritten",
      "zh-CN": "镜像版本已存在，不允许覆盖",
    },
    why: {
      en: "Tags in this repository are immutable: each tag can be pushed only once.",
      "zh-CN": "该仓库已开启镜像版本不可变，同一镜像版本只能推送一次。",
    },
    advice: steps(
      ["user", "Save with a new tag, such as the date.", "使用新的镜像版本（例如日期）重新保存。"],
      [
        "registryAdmin",
        "Or turn off tag immutability for the repository.",
        "或为该仓库关闭镜像版本不可变。",
      ],
    ),
    sources: [sources.acrImmutable],
    match: [
      {
        phrase:
          /(?:already exists?|tag)[^.]{0,60}(?:cannot|can't|can not|not) be (?:overwritten|overridden|updated|modified)|immutable|does not allow updating|not allow(?:ed)? (?:to )?(?:redeploy|re-deploy|overwrit)|overwrit(?:e|ing) is (?:not allowed|disabled|forbidden)/i,
      },
      {
        phrase: /标签[^,，。]{0,20}(?:已存在|不可变|不可覆盖|不允许覆盖)|(?:不可|不允许|禁止)覆盖/,
      },
      { registry: /TAG_ALREADY_EXISTS|ImageTagAlreadyExists|tag already exists/i },
      { code: /Immutable|TagAlreadyExist/i },
    ],
  },
  {
    id: "image-missing",
    origin: "snapdeck",
    title: { en: "Base image not found", "zh-CN": "未找到基础镜像" },
    why: {
      en: "The tag or digest of the base image does not exist in its repository, or has been deleted.",
      "zh-CN": "基础镜像的版本或摘要在仓库中不存在，或已被删除。",
    },
    advice: steps(
      [
        "user",
        "Check whether the base image was deleted or its tag was moved.",
        "确认基础镜像是否被删除，或镜像版本是否变更。",
      ],
      ["registryAdmin", "Restore the image if it was deleted.", "如果镜像被删除，请恢复该镜像。"],
      [
        "user",
        "Or start the instance from an image that exists and save again.",
        "或改用存在的镜像启动实例后再保存。",
      ],
    ),
    sources: [sources.kubernetesImages, sources.ociErrors],
    match: [
      {
        registry:
          /MANIFEST_UNKNOWN|manifest unknown|manifest (?:for )?~ (?:was )?not found|manifest (?:not found|tagged by)|(?:reference|image) ~? ?(?:was )?not found|~: not found/i,
        steps: ["pull", "manifest"],
      },
      {
        registry:
          /MANIFEST_UNKNOWN|manifest unknown|no such image|no match for platform|no matching manifest/i,
      },
      { phrase: /镜像[^,，。:：仓]{0,60}(?:不存在|未找到)/ },
      { vagueStatus: [404], steps: ["pull", "manifest"] },
      { code: /ImageNotFound|ImageNotExist|ImagePull|PullImage|ManifestUnknown/i },
      { hint: /ErrImagePull|ImagePullBackOff|Back-off pulling|拉取镜像[^,，。]{0,30}失败/i },
    ],
  },
  {
    id: "repository-missing",
    origin: "snapdeck",
    title: { en: "Repository or namespace not found", "zh-CN": "仓库或命名空间不存在" },
    why: {
      en: "The registry has no repository with this name and does not create one on the first push.",
      "zh-CN": "镜像仓库中不存在该名称的仓库，且未开启推送时自动创建。",
    },
    advice: steps(
      [
        "user",
        "Check the registry, namespace and repository in the image address, and that they belong to the intended region and edition.",
        "检查镜像地址中的仓库域名、命名空间和仓库名是否正确，并确认地域和实例版本。",
      ],
      [
        "registryAdmin",
        "Create the namespace and the repository, or turn on automatic repository creation for the namespace.",
        "创建命名空间和仓库，或为命名空间开启自动创建仓库。",
      ],
    ),
    sources: [sources.ociErrors, sources.acrAccess],
    match: [
      {
        phrase:
          /NAME_UNKNOWN|name unknown|RepositoryNotFoundException|NAMESPACE_UNKNOWN|PROJECT_?UNKNOWN|(?:repository|namespace|project) (?:with )?(?:name |named )?~?(?:'|")? ?(?:was )?(?:not found|not exist|is missing)/i,
      },
      {
        registry:
          /(?:repository|namespace|project)[^,.:]{0,60}(?:not found|does ?n[o']t exist|not exist|is missing)/i,
      },
      { phrase: /(?:仓库|命名空间)[^,，。]{0,60}(?:不存在|未找到|未创建)/ },
      { vagueStatus: [404] },
      { code: /(?:Repo(?:sitory)?|Namespace)(?:NotFound|NotExist|Missing)|NAME_UNKNOWN/i },
    ],
  },
  {
    id: "reference-invalid",
    origin: "snapdeck",
    title: { en: "Invalid image address", "zh-CN": "镜像地址无效" },
    why: {
      en: "Repository names may contain only lowercase letters, digits and single separators. A tag has at most 128 characters.",
      "zh-CN": "仓库名只能包含小写字母、数字和单个分隔符；镜像版本最长 128 个字符。",
    },
    advice: steps(
      [
        "user",
        "Use lowercase for registry, namespace and repository, without spaces.",
        "仓库域名、命名空间和仓库名使用小写，不含空格。",
      ],
      [
        "user",
        "Use letters, digits, dots, hyphens and underscores in the tag.",
        "镜像版本只使用字母、数字、点、连字符和下划线。",
      ],
    ),
    sources: [sources.ociErrors, sources.kubernetesImages],
    match: [
      {
        registry:
          /invalid reference|NAME_INVALID|TAG_INVALID|(?:name|tag) invalid\b|invalid (?:repository|image|tag|registry) (?:name|format|reference)|InvalidImageName/i,
      },
      {
        registry:
          /must be (?:lowercase|canonical)|(?:not a valid|invalid|could(?:n't| not) parse|failed to parse|parsing) (?:image )?(?:repository\/tag|reference|image name)/i,
      },
      { phrase: /镜像(?:地址|名称|标签)[^,，。]{0,20}(?:不合法|非法|格式|无效)/ },
      {
        code: /Invalid(?:Image|Tag|Repo(?:sitory)?)(?:Name|Url|Reference)?$|NAME_INVALID|TAG_INVALID/i,
      },
    ],
  },
];
