import { expect, it } from "vitest";
import { noStatus } from "../../server/contract";
import { filterValueOf } from "./status-options";

it("asks for rows without a status by the word that the server takes for them", () => {
  expect(filterValueOf("")).toBe(noStatus);
  expect(filterValueOf("Saved")).toBe("Saved");
});
