import { type Success, unexpectedShape } from "./parse-response";
import { readNumber, readText } from "./parse-values";

/** What is taken of an image; owner, labels, source id and description are not handed on. */
export interface UpstreamImage {
  /** In gigabytes. */
  sizeGb: number | null;
  accessibility: string | null;
  sourceType: string | null;
  gmtCreateTime: string | null;
}

/** From this number on a size is read as bytes: no image has a million gigabytes, and none so few bytes. */
const bytesFrom = 1_000_000;
const bytesInGb = 1e9;

/**
 * The image of `GetImage`, whose fields stand beside the envelope without its id.
 * @throws DswError `upstream.badAnswer` for JSON that describes no image, which proves nothing about it
 */
export function parseImage({ body, requestId }: Success): UpstreamImage {
  const isImage = [body.ImageUri, body.Name, body.GmtCreateTime].some(
    (field) => readText(field) !== null,
  );
  if (!isImage) throw unexpectedShape("GetImage", requestId);
  return {
    sizeGb: readSize(body.Size),
    accessibility: readText(body.Accessibility),
    sourceType: readText(body.SourceType),
    gmtCreateTime: readText(body.GmtCreateTime),
  };
}

/** The unit is documented as gigabytes and, in a later release of the SDK, as bytes (docs/dsw-api.md, "GetImage"). */
function readSize(value: unknown): number | null {
  const size = readNumber(value);
  if (size === null || size <= 0) return null;
  return size >= bytesFrom ? size / bytesInGb : size;
}
