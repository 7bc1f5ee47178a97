import type { Cause } from "./causes";
import { steps } from "./causes-steps";
import { sources } from "./sources";

/** Causes that space explains: disks, memory, the registry's storage. */
export const spaceCauses: Cause[] = [
  {
    id: "registry-storage-full",
    origin: "snapdeck",
    title: { en: "Registry storage full", "zh-CN": "镜像仓库存储已满" },
    why: {
      en: "The registry could not write the upload: its disk or bucket has no space left. Every push to it fails until space is freed.",
      "zh-CN":
        "镜像仓库后端的磁盘或存储桶已没有剩余空间，无法写入上传内容。释放空间之前，所有推送都会失败。",
    },
    advice: steps(
      [
        "registryAdmin",
        "Free space in the registry's storage (delete unused tags, then run garbage collection) or enlarge it.",
        "清理镜像仓库的存储（删除不再使用的镜像版本并执行垃圾回收），或扩容存储。",
      ],
      ["user", "Save again once there is free space.", "空间释放后重新保存。"],
    ),
    sources: [sources.registryCollection, sources.ociErrors],
    match: [
      {
        phrase:
          /no space left (?:on|in) (?:the )?(?:bucket|registry|storage|blob)|InsufficientCapacity|registry(?:'s)? disk/i,
      },
      {
        phrase:
          /~registry-storage~.{0,40}no space left|DriverName.{0,200}(?:no space left|ENOSPC)|(?:filesystem|s3aws|storage driver): .{0,80}no space left/i,
      },
      {
        phrase:
          /insufficient storage|XMinioStorageFull|storage backend has reached|minimum free drive|data ?store disk (?:usage|space) is too high|blob ?store.{0,40}(?:full|no space|quota)/i,
      },
      {
        phrase:
          /registry(?:'s)? (?:server )?(?:storage|disk|volume)[^.]{0,30}(?:full|exhausted|no space)|(?:^unknown: |\b50\d ).{0,100}no space left on device/i,
      },
      { phrase: /(?:镜像)?仓库[^,，。]{0,8}(?:存储|磁盘)[^,，。]{0,8}(?:已满|不足|写满|耗尽)/ },
      { status: [507] },
      { code: /RegistryStorageFull|InsufficientStorage/i },
    ],
  },
  {
    id: "disk-full",
    origin: "snapdeck",
    title: { en: "Node disk full during the save", "zh-CN": "保存时节点磁盘空间不足" },
    why: {
      en: "Saving an image first writes the changed files to the node's disk, which had no space left.",
      "zh-CN": "保存镜像时，会先把改动过的文件写到节点磁盘上，而磁盘已没有剩余空间。",
    },
    advice: steps(
      [
        "user",
        "Delete caches, checkpoints and package archives from the system disk, or move them to mounted storage.",
        "清理系统盘上的缓存、检查点和安装包，或移到挂载的存储中。",
      ],
      [
        "user",
        "Exclude large folders from the image with the snapshot's excluded paths.",
        "保存快照时，通过排除路径跳过大目录。",
        "pathExclusion",
      ],
      [
        "user",
        "Enlarge the instance's system disk if the image really is that large.",
        "如果镜像确实这么大，请扩容实例的系统盘。",
      ],
      [
        "platformTeam",
        "Free space on the node's image disk, if you manage the node.",
        "如果节点由自己管理，请清理节点的镜像磁盘。",
      ],
    ),
    sources: [sources.dockerPrune, sources.kubernetesEviction],
    match: [
      { phrase: /\bdisk (?:is |was )?full|out of disk/i },
      {
        phrase:
          /no space left on device|disk quota exceeded|\bENOSPC\b|\bEDQUOT\b|not enough (?:free )?(?:disk )?space|insufficient disk space|disk is full|no (?:free )?disk space/i,
      },
      {
        phrase:
          /disk ?pressure|low on resource: ephemeral.storage|thin pool has \S{0,20} ?free|exceeds? the (?:local )?ephemeral.storage/i,
      },
      { phrase: /磁盘(?:空间)?(?:不足|已满|写满)|存储空间不足/ },
      { code: /NoSpace|DiskFull|DiskNotEnough|InsufficientDisk|DiskPressure/i },
    ],
  },
  {
    id: "out-of-memory",
    origin: "snapdeck",
    title: { en: "Out of memory during the save", "zh-CN": "保存时内存不足" },
    why: {
      en: "The process that saves the image was killed, or could not allocate memory. Exit code 137 means it was killed, usually for lack of memory.",
      "zh-CN": "执行保存的进程被终止或无法申请内存。退出码 137 表示被强制终止，多数是内存不足。",
    },
    advice: steps(
      [
        "user",
        "Stop notebooks and training jobs in the instance, then save again.",
        "停止实例中的 Notebook 内核和训练任务后重新保存。",
      ],
      [
        "user",
        "Choose an instance type with more memory if it happens again.",
        "如果反复出现，请选择内存更大的规格。",
      ],
      [
        "platformTeam",
        "Check the memory limit of the component that saves images.",
        "检查执行保存的组件的内存上限。",
      ],
    ),
    sources: [sources.kubernetesEviction],
    match: [
      {
        phrase:
          /out of memory|oom.?killed|cannot allocate memory|\bENOMEM\b|exit(?:ed with)? (?:code|status)[ :=]{0,3}137|memory ?pressure|signal: killed|memory cgroup/i,
      },
      { phrase: /内存不足|内存溢出/ },
      { code: /OOM|OutOfMemory/i },
    ],
  },
];
