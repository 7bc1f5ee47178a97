import type { Cause } from "./causes";
import { sources } from "./sources";

/** Causes in the container that is saved, and time limits that passed without saying where. */
export const containerCauses: Cause[] = [
  {
    id: "container-gone",
    origin: "snapdeck",
    title: {
      en: "The container was gone or stopped while it was saved",
      "zh-CN": "保存时容器已停止或不存在",
    },
    why: {
      en: "A save reads the running container. It was stopped, restarted, evicted or released before the save was done.",
      "zh-CN": "保存需要读取运行中的容器，而容器在保存完成前被停止、重启、驱逐或释放。",
    },
    advice: {
      en: [
        "Start the instance and save again; do not stop it until the save is done.",
        "Check automatic stop rules (idle, timer) of the instance.",
      ],
      "zh-CN": [
        "启动实例后重新保存，完成前不要停止实例。",
        "检查实例的自动停止规则（空闲关机、定时关机）。",
      ],
    },
    sources: [sources.dockerCommit],
    match: [
      {
        message:
          /no such container|container (?:\S{1,80} )?(?:is )?(?:not running|not found|stopped|dead)|pod (?:\S{1,80} )?was evicted|sandbox not found/i,
      },
      { message: /(?:容器|实例)[^,，。]{0,30}(?:已停止|不存在|未运行|被释放|被驱逐)/ },
      { code: /ContainerNotFound|ContainerNotRunning|InstanceStopped|Evicted/i },
    ],
  },
  {
    id: "deadline",
    origin: "snapdeck",
    title: { en: "The save or the push took too long", "zh-CN": "保存或推送超时" },
    why: {
      en: "A time limit passed before all layers were written and sent. Size and bandwidth decide how long that takes.",
      "zh-CN": "在时间上限内未能写完并上传全部层，耗时取决于体积和带宽。",
    },
    advice: {
      en: [
        "Make the image smaller: exclude caches and data, or keep them on mounted storage.",
        "Push over the VPC address of a registry in the same region.",
      ],
      "zh-CN": [
        "减小镜像体积：排除缓存和数据，或放到挂载的存储中。",
        "使用同地域镜像仓库的 VPC 地址推送。",
      ],
    },
    sources: [sources.dockerCommit, sources.acrVpc],
    match: [
      { message: /context deadline exceeded|timed? ?out|i\/o timeout/i },
      { message: /超时/ },
      { code: /Timeout|TimedOut|DeadlineExceeded/i },
    ],
  },
];
