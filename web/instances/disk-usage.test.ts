import { describe, expect, it } from "vitest";
import { diskUsage } from "./disk-usage";

const disk = (available: number | null, usage: number | null, capacity: number | null) => ({
  subType: null,
  mountPath: null,
  available,
  usage,
  capacity,
});

describe("how full an instance's disks are", () => {
  it.each([
    [[disk(10, 90, 100)], 0.9, true],
    [[disk(11, 89, 100)], 0.89, false],
    [[disk(4, null, 100)], 0.96, true],
    [[disk(null, 130, 100)], 1, true],
    [[disk(null, 10, 100), disk(null, 95, 100)], 0.95, true],
  ])("of %j is %d", (disks, share, nearlyFull) => {
    expect(diskUsage(disks)).toMatchObject({ share, nearlyFull });
  });

  it.each([
    [[]],
    [[disk(null, 5, null)]],
    [[disk(null, 5, 0)]],
    [[disk(null, null, 5)]],
    [[disk(9, null, 5)]],
  ])("of %j is not known", (disks) => {
    expect(diskUsage(disks)).toBeNull();
  });
});
