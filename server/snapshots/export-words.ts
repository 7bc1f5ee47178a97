import type { TextLanguage } from "../contract";

interface Words {
  /** @param readAt ISO 8601 in UTC */
  instances: (shown: number, all: number, readAt: string) => string;
  snapshots: (shown: number, all: number, readAt: string) => string;
  coverage: (sentence: string) => string;
  notComplete: (more: number) => string;
  rows: (count: number) => string;
  digest: (sha256: string) => string;
  /** A moment, of ISO 8601 in UTC. */
  time: (iso: string) => string;
  separator: string;
}

const chineseTime = (iso: string) => `${iso.slice(0, 10)} ${iso.slice(11, 19)}（UTC）`;

/** What a file says of itself, in each language; the names of its columns are the API's in both. */
export const exportWords: Record<TextLanguage, Words> = {
  en: {
    instances: (shown, all, readAt) => `${shown} of ${all} instances, read at ${readAt}`,
    snapshots: (shown, all, readAt) => `${shown} of ${all} snapshots, read at ${readAt}`,
    coverage: (sentence) => `coverage: ${sentence}`,
    notComplete: (more) =>
      `not complete: the service counts ${more} more, without an id of their own`,
    rows: (count) => `${count} rows`,
    digest: (sha256) => `sha256 ${sha256}`,
    time: (iso) => iso,
    separator: "; ",
  },
  "zh-CN": {
    instances: (shown, all, readAt) =>
      `共 ${all} 个实例，导出 ${shown} 个，读取于 ${chineseTime(readAt)}`,
    snapshots: (shown, all, readAt) =>
      `共 ${all} 个快照，导出 ${shown} 个，读取于 ${chineseTime(readAt)}`,
    coverage: (sentence) => `数据覆盖范围：${sentence}`,
    notComplete: (more) => `不完整：按服务返回的总数还有 ${more} 条，但没有可区分的 ID`,
    rows: (count) => `${count} 行`,
    digest: (sha256) => `SHA-256 校验值 ${sha256}`,
    time: chineseTime,
    separator: "；",
  },
};
