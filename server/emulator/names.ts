/** The names that the seeded account uses: teams, people, machines, registries. */

export interface Workspace {
  id: string;
  name: string;
}

export const workspaces: readonly [Workspace, Workspace, Workspace] = [
  { id: "45699", name: "llm-platform" },
  { id: "51207", name: "ads-ranking" },
  { id: "60318", name: "视觉算法组" },
];

/** What absent `WorkspaceId` shows: the caller's default workspace. */
export const defaultWorkspace = workspaces[0].id;

export const owners = [
  { id: "201834567890123401", name: "wang.lei" },
  { id: "201834567890123402", name: "chen.xiaoyu" },
  { id: "201834567890123403", name: "maria.santos" },
  { id: "201834567890123404", name: "赵敏" },
  { id: "201834567890123405", name: "j.okafor" },
  { id: "201834567890123406", name: "liu.yang" },
  { id: "201834567890123407", name: "孙浩然" },
  { id: "201834567890123408", name: "anna.keller" },
  { id: "201834567890123409", name: "zhou.qi" },
] as const;

/** The account's id, which stands in refusals and must not be shown. */
export const accountId = "1234567890123456";

/** Whose key the emulator's callers use. */
export const caller = owners[0];

export const projects: Readonly<Record<string, readonly [string, ...string[]]>> = {
  "45699": [
    "llm-finetune",
    "qwen-sft",
    "rlhf-reward",
    "tokenizer-lab",
    "eval-harness",
    "大模型微调",
    "long-context",
    "moe-pretrain",
  ],
  "51207": [
    "ads-ctr",
    "ads-ranking",
    "bid-simulator",
    "feature-store",
    "推荐系统",
    "recall-dssm",
    "user-profile",
    "广告出价",
  ],
  "60318": [
    "cv-detection",
    "ocr-pipeline",
    "人脸质检",
    "video-caption",
    "defect-segmentation",
    "缺陷检测",
    "pose-estimation",
    "diffusion-lab",
  ],
};

export const purposes = [
  "dev",
  "train",
  "notebook",
  "baseline",
  "exp",
  "实验",
  "debug",
  "prod-verify",
  "ablation",
] as const;

export interface Machine {
  spec: string;
  accelerator: "CPU" | "GPU";
  cpu: string;
  memory: string;
  gpu: string;
  gpuType: string;
}

const gpu = (
  spec: string,
  cpu: number,
  memory: number,
  count: number,
  gpuType: string,
): Machine => ({
  spec,
  accelerator: "GPU",
  cpu: String(cpu),
  memory: `${memory}GB`,
  gpu: String(count),
  gpuType,
});
const cpu = (spec: string, cores: number, memory: number): Machine => ({
  spec,
  accelerator: "CPU",
  cpu: String(cores),
  memory: `${memory}GB`,
  gpu: "0",
  gpuType: "",
});

export const machines = [
  gpu("ecs.gn7i-c16g1.4xlarge", 16, 60, 1, "A10"),
  gpu("ecs.gn6v-c8g1.2xlarge", 8, 32, 1, "V100"),
  gpu("ecs.gn7e-c16g1.4xlarge", 16, 125, 1, "A100"),
  gpu("ecs.ebmgn7ex.32xlarge", 128, 1024, 8, "A100"),
  gpu("ecs.gn6i-c4g1.xlarge", 4, 15, 1, "T4"),
  cpu("ecs.g7.xlarge", 4, 16),
  cpu("ecs.c6.large", 2, 4),
  cpu("ecs.g6.4xlarge", 16, 64),
] as const;

/** Registries, each with the namespaces that teams push to. */
export const registries = [
  { host: "registry.cn-shanghai.aliyuncs.com", namespaces: ["pai_llm", "pai_product", "team-ads"] },
  { host: "registry-vpc.cn-shanghai.aliyuncs.com", namespaces: ["pai_llm", "vision", "rec-sys"] },
  {
    host: "algo-prod-registry-vpc.cn-shanghai.cr.aliyuncs.com",
    namespaces: ["training", "notebooks"],
  },
  { host: "vision-ee-registry.cn-shanghai.cr.aliyuncs.com", namespaces: ["cv", "shared"] },
] as const;

/** What snapshots are called today: lower case, digits and hyphens, for the name is also the image's tag. */
export const snapshotWords = [
  "env",
  "cuda12-env",
  "baseline",
  "before-upgrade",
  "checkpoint",
  "train-env",
  "deps",
  "demo",
  "nightly",
] as const;

/** Names from before that rule, one of them as long as a name may be. */
export const oldSnapshotNames = [
  "环境备份",
  "训练环境_v2",
  "调参前",
  "最终版",
  "conda_env_gpu",
  "Torch2.5.py310",
  `long-${"abcdefghij-".repeat(11)}`.slice(0, 120),
] as const;

export const excluded = [
  "/mnt/data",
  "/mnt/workspace/datasets",
  "/root/.cache",
  "/tmp",
  "/mnt/workspace/checkpoints",
  "/home/admin/logs",
] as const;
