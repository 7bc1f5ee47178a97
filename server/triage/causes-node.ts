import type { Cause } from "./causes";
import { steps } from "./causes-steps";
import { sources } from "./sources";

/** Causes on the node, where the container is saved, and time limits that passed without saying where. */
export const nodeCauses: Cause[] = [
  {
    id: "container-gone",
    origin: "snapdeck",
    title: {
      en: "Container stopped or removed during the save",
      "zh-CN": "保存时容器已停止或不存在",
    },
    why: {
      en: "A save needs the running container, which was stopped, restarted, evicted or released before the save finished.",
      "zh-CN": "保存需要读取运行中的容器，而容器在保存完成前被停止、重启、驱逐或释放。",
    },
    advice: steps(
      [
        "user",
        "Start the instance and save again. Do not stop it until the save is finished.",
        "启动实例后重新保存，完成前不要停止实例。",
      ],
      [
        "user",
        "Check the instance's automatic stop rules (idle, scheduled).",
        "检查实例的自动停止规则（空闲关机、定时关机）。",
      ],
      [
        "platformTeam",
        "Check the node for evictions and restarts at that time.",
        "检查节点在该时间是否发生驱逐或重启。",
      ],
    ),
    sources: [sources.dockerCommit],
    match: [
      {
        phrase:
          /(?:container|task|pod) (?:~ )?(?:in|is in) (?:a |the )?(?:removing|removed|dead|exited|stopped) state|(?:stopped|removed|dead|exited|deleted) (?:container|pod)|not paused or running/i,
      },
      {
        phrase:
          /no such (?:container|task|process)|(?:container|task|sandbox|pod)(?: ~)?(?: in namespace ~)?[: ]{1,2}(?:process )?(?:is |was |has |has been |does )?(?:already )?(?:being )?(?:not running|not found|not exist|stopped|exited|dead|removed|deleted|evicted|killed|terminated|marked for removal)/i,
      },
      {
        phrase:
          /no running task|container ~ (?:which )?is (?:dead|restarting|being)|removal of container|(?:cannot|can't|could not|failed to) (?:find|load|inspect) (?:the )?(?:container|task|sandbox|pod)\b|process already finished|ttrpc: closed|container (?:is )?gone|RemovalInProgress/i,
      },
      { phrase: /(?:容器|实例)[^,，。]{0,30}(?:已停止|不存在|未运行|被释放|被驱逐)/ },
      { code: /ContainerNotFound|ContainerNotRunning|InstanceStopped|Evicted/i },
    ],
  },
  {
    id: "local-content-missing",
    origin: "snapdeck",
    title: {
      en: "Image layer missing on the node",
      "zh-CN": "节点上缺少镜像层",
    },
    why: {
      en: "Part of the base image is no longer on the node: image cleanup removed it, or only one platform of it was pulled. Nothing was sent to the registry.",
      "zh-CN":
        "基础镜像的部分内容已不在节点上：被镜像清理删除，或当初只拉取了其中一个平台。尚未向镜像仓库发送任何内容。",
    },
    advice: steps(
      [
        "user",
        "Stop and start the instance, so that its image is pulled again, then save again.",
        "停止并重新启动实例，使镜像重新拉取，然后再次保存。",
      ],
      [
        "platformTeam",
        "Make sure that image cleanup on the node keeps images in use, and pull the base image there again.",
        "避免节点的镜像清理删除使用中的镜像，并在节点上重新拉取基础镜像。",
      ],
    ),
    sources: [sources.containerdContent],
    match: [
      { phrase: /not found in (?:the )?(?:local )?content store|no local content/i },
      { phrase: /not found|\bmissing\b|does not exist/i, steps: ["export"] },
      {
        phrase:
          /content (?:digest |with digest )?~? ?:? ?(?:is )?(?:not found|missing|does not exist)|layer ~? ?:? ?(?:does not exist|not found|is missing)|(?:missing|lacks?) (?:content|layer|blob)s?\b(?: ~)?|failed to get (?:reader|layer)[^"]{0,40}not found|snapshot ~? ?:? ?(?:does not exist|not found)/i,
      },
      {
        phrase:
          /image does not exist locally|unable to find (?:layer|blob|content)|missing parent|tag does not exist: |(?:image|reference) ~? ?not (?:present|found) locally|no such image[^.]{0,30}in local|unable to find image ~ locally/i,
      },
      {
        phrase: /\b(?:open|l?stat|read|readlink|mount|copy)\b[^;]{0,40} no such file or directory/i,
      },
      {
        phrase: /no such image|no such file or directory|image ~? ?:? ?(?:not found|not known)/i,
        steps: ["export", "commit"],
      },
      {
        phrase:
          /本地(?:镜像|层|内容)[^,，。]{0,20}(?:缺失|不存在|找不到)|(?:镜像层|层)[^,，。]{0,12}(?:缺失|不存在)/,
      },
    ],
  },
  {
    id: "node-permission",
    origin: "snapdeck",
    title: {
      en: "Insufficient permissions on the node",
      "zh-CN": "节点权限不足，无法完成保存",
    },
    why: {
      en: "The operating system denied access to a mount, a file or the container engine's socket. This is not related to registry permissions.",
      "zh-CN": "操作系统拒绝了挂载、文件访问或容器引擎的套接字，与镜像仓库的权限无关。",
    },
    advice: steps(
      [
        "platformTeam",
        "Check the permissions of the component that saves images on the node: privileged mode, AppArmor, SELinux, seccomp, and whether the file system is read-only.",
        "检查执行保存的组件在节点上的权限：特权模式、AppArmor、SELinux、seccomp 以及文件系统是否只读。",
      ],
      ["user", "Meanwhile, save from an instance on another node.", "可先在其他节点的实例上保存。"],
    ),
    sources: [sources.containerdContent],
    match: [
      {
        phrase:
          /(?:mount|open|mkdir|chmod|chown|stat|unlink|remove|rename|link|exec|read|write|access|create|unix|setns|unshare|clone|socket)(?:ing|at)?(?: file| socket| to| of)?[ :~"]{1,4}[^.;]{0,60}(?:permission denied|operation not permitted)|\b(?:EPERM|EACCES|EROFS)\b/i,
      },
      {
        phrase:
          /operation not permitted|read-only file system|are you root|apparmor|selinux|seccomp|insufficient UIDs|permission denied while trying to connect to the docker/i,
      },
      { phrase: /\bmount\b.{0,200}permission denied/i },
      { phrase: /节点[^,，。]{0,12}权限|挂载[^,，。]{0,20}(?:权限|拒绝)/ },
    ],
  },
  {
    id: "deadline",
    origin: "snapdeck",
    title: { en: "Save or push timed out", "zh-CN": "保存或推送超时" },
    why: {
      en: "A time limit passed before all layers were written and uploaded. How long that takes depends on size and bandwidth.",
      "zh-CN": "未能在时间上限内写入并上传全部镜像层，耗时取决于镜像大小和带宽。",
    },
    advice: steps(
      [
        "user",
        "Make the image smaller: delete caches and data, or keep them on mounted storage.",
        "减小镜像体积：清理缓存和数据，或放到挂载的存储中。",
      ],
      [
        "user",
        "Push over the VPC address of a registry in the same region.",
        "使用同地域镜像仓库的 VPC 地址推送。",
      ],
    ),
    sources: [sources.dockerCommit, sources.acrVpc],
    match: [
      { hint: /deadline ?exceeded|timed? ?-?out|took too long/i },
      { hint: /超时/ },
      { code: /Timeout|TimedOut|DeadlineExceeded/i },
    ],
  },
];
