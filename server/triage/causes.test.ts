import { describe, expect, it } from "vitest";
import { explain } from "./causes";
import { builtInCauses } from "./causes-catalogue";
import { unsafeReason } from "./regex-safety";

const causeOf = (reasonMessage: string | null, reasonCode: string | null = null) =>
  explain({ reasonCode, reasonMessage }, builtInCauses)?.id ?? null;

describe("the cause that the built-in catalogue finds for a message", () => {
  it.each([
    ["write /var/lib/docker/overlay2/x/merged/a: no space left on device", "disk-full"],
    ["提交容器失败：磁盘空间不足", "disk-full"],
    ["error parsing HTTP 413 response body: 413 Request Entity Too Large", "image-too-large"],
    ["镜像大小 120 GB 超过限制 100 GB", "image-too-large"],
    ["failed to register layer: max depth exceeded", "too-many-layers"],
    ["镜像层数 130 超过限制", "too-many-layers"],
    ["toomanyrequests: You have reached your pull rate limit.", "rate-limited"],
    ["unexpected status code 429", "rate-limited"],
    ["repository quota exceeded: 300 of 300", "quota"],
    ["命名空间配额不足", "quota"],
    ["container exited with exit code 137", "out-of-memory"],
    ["保存失败：内存不足", "out-of-memory"],
    ["The requested tag already exists and cannot be overwritten.", "tag-immutable"],
    ["name unknown: repository name not known to registry", "repository-missing"],
    ["推送失败：仓库 team/trainer 不存在", "repository-missing"],
    [
      "manifest for registry.example.com/a/b:v1 not found: manifest unknown: manifest unknown",
      "image-missing",
    ],
    ["拉取镜像 registry.example.com/a/b:v1 失败", "image-missing"],
    ["invalid reference format: repository name must be lowercase", "reference-invalid"],
    ["unauthorized: authentication required", "login-expired"],
    ["received unexpected HTTP status: 401 Unauthorized", "login-expired"],
    ["登录镜像仓库失败：令牌已过期", "login-expired"],
    ["denied: requested access to the resource is denied", "access-denied"],
    ["状态码：403，没有推送权限", "access-denied"],
    ["推送失败，仓库返回 503", "registry-error"],
    ["状态码：401", "login-expired"],
    ["x509: certificate signed by unknown authority", "certificate"],
    ["http: server gave HTTP response to HTTPS client", "plain-http"],
    [
      "dial tcp: lookup registry-vpc.cn-hangzhou.aliyuncs.com on 10.0.0.2:53: no such host",
      "name-not-resolved",
    ],
    ["dial tcp 10.0.0.7:443: i/o timeout", "registry-unreachable"],
    ["连接镜像仓库超时", "registry-unreachable"],
    ["read tcp 10.0.0.1:4->10.0.0.2:443: read: connection reset by peer", "connection-lost"],
    ["digest invalid: provided digest did not match uploaded content", "upload-corrupt"],
    ["received unexpected HTTP status: 502 Bad Gateway", "registry-error"],
    ["Error: No such container: 4f5e6d7c8b9a", "container-gone"],
    ["实例 dsw-1 已停止，无法保存", "container-gone"],
    ["context deadline exceeded", "deadline"],
    ["保存超时，已等待 30 分钟", "deadline"],
  ])("%s -> %s", (message, id) => {
    expect(causeOf(message)).toBe(id);
  });

  it("uses the code where the message matches nothing", () => {
    expect(causeOf(null, "QuotaExceeded.Repo")).toBe("quota");
    expect(causeOf("failed", "ImageSizeTooLarge")).toBe("image-too-large");
  });

  it.each([
    [null],
    [""],
    ["something odd happened"],
    ["保存失败"],
    ["image pushed in 1403 ms"],
    ["tag 401-gpu was moved"],
    ["process code 4031"],
  ])("finds no cause for %j", (message) => {
    expect(causeOf(message)).toBeNull();
  });

  it("reads only the beginning of a long message", () => {
    expect(causeOf(`${"x ".repeat(2048)} no space left on device`)).toBeNull();
  });
});

describe("every entry", () => {
  it("has an id of its own", () => {
    const ids = builtInCauses.map((cause) => cause.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(14);
  });

  it.each(builtInCauses.map((cause) => [cause.id, cause] as const))(
    "is whole in both languages: %s",
    (_id, cause) => {
      expect(cause.origin).toBe("snapdeck");
      for (const text of [cause.title, cause.why]) {
        expect(text?.en).toMatch(/[a-z]/);
        expect(text?.["zh-CN"]).toMatch(/\p{Script=Han}/u);
      }
      expect(cause.advice.en).toHaveLength(cause.advice["zh-CN"].length);
      for (const line of cause.advice["zh-CN"]) expect(line).toMatch(/\p{Script=Han}/u);
      expect(cause.sources.length).toBeGreaterThan(0);
      for (const { url } of cause.sources) expect(new URL(url).protocol).toBe("https:");
    },
  );

  it.each(builtInCauses.map((cause) => [cause.id, cause] as const))(
    "is cheap to match: %s",
    (_id, cause) => {
      const patterns = cause.match
        .flatMap(({ code, message }) => [code, message])
        .filter((p) => p !== undefined);
      for (const pattern of patterns) {
        expect(pattern.flags).not.toMatch(/[gy]/); // such an expression remembers where it stopped
        expect(pattern.test("")).toBe(false);
        expect(unsafeReason(pattern.source)).toBeNull();
      }
    },
  );
});
