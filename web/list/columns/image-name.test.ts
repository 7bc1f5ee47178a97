import { expect, it } from "vitest";
import { imageName } from "./image-name";

it.each([
  ["registry-vpc.cn-hangzhou.aliyuncs.com/team/llm:v1", "team/llm:v1"],
  ["localhost:5000/llm", "llm"],
  ["team/llm:v1", "team/llm:v1"],
  ["llm:v1.2", "llm:v1.2"],
  ["https://r.example.com/a/b@sha256:00", "a/b@sha256:00"],
])("%s is called %s", (address, name) => {
  expect(imageName(address)).toBe(name);
});
