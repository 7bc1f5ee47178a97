/** Images, paths and hosts: the names in a message that are built of dots and slashes. */

const imageWord =
  /(?:repository|repositories|repo|images?|镜像|仓库|ref|reference|manifest|tags?|pull|pulling|push|pushing|pushed)(?: (?:for|of|to|from|name))?\s?[:=]?\s?["']?$/i;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-/i;

/** An image reference: a registry before the first slash, a tag or digest behind the last, or a word in front that says so. */
export function isImage(token: string, before: string): boolean {
  if (!/^[A-Za-z0-9][\w.:/@+-]*$/.test(token)) return false;
  if (/@sha(?:256|512):/.test(token)) return true;
  const slash = token.indexOf("/");
  const name = token.slice(token.lastIndexOf("/") + 1);
  const colon = name.indexOf(":");
  const tag = colon > 0 ? name.slice(colon + 1) : "";
  if (slash < 0) {
    if (imageWord.test(before) && /^[a-z][\w.-]*:[A-Za-z][\w.-]*$/.test(token))
      return !/^(?:code|status|error|reason|http|errno|line|exit|denied|unauthorized):/.test(token);
    // `code:403` and `line:30` are no images; `ubuntu:20.04` and `trainer:latest` are.
    return (
      /^[a-z]/.test(token) &&
      (tag === "latest" || (/^v?\d[\w]*[.-][\w.-]*$/.test(tag) && !uuid.test(tag)))
    );
  }
  const registry = token.slice(0, slash);
  if (isHost(registry, "") || /^[\w.-]+:\d{2,5}$/.test(registry)) return true;
  if (/^[\w][\w.-]*$/.test(tag)) return token === token.toLowerCase() || /\d/.test(tag);
  return imageWord.test(before) && token === token.toLowerCase();
}

/** A file or folder: absolute, from home, relative by a dot, or several segments that no sentence has. */
export function isPath(token: string): boolean {
  if (/^(?:~|\.{1,2})?\/./.test(token)) return true;
  if (/^[A-Za-z]:[\\/]./.test(token)) return true;
  const segments = token.split("/");
  if (segments.length > 1) {
    return segments.length > 2 || segments.some((segment) => /[\d_.-]/.test(segment));
  }
  const extension = token.slice(token.lastIndexOf(".") + 1);
  return fileExtensions.has(extension.toLowerCase()) && /^[\w.+-]+\.\w+$/.test(token);
}

const fileExtensions = new Set(
  "tar gz tgz zip json yaml yml toml ini conf cfg log txt md py ipynb sh go js ts so lock pid sock pt pth bin safetensors onnx ckpt csv parquet h5 pkl whl jar".split(
    " ",
  ),
);
const topLevels = new Set(
  "com cn net org io dev ai cloud local internal svc lan intra corp example test".split(" "),
);
const hostWord =
  /(?:lookup|dial tcp|tcp|host|hostname|server|endpoint|registry|connect to|connecting to|域名|主机|解析)\s?[:=]?\s?["']?$/i;

/** A host, with or without a port. Names such as `Forbidden.RAM` and `Throttling.User` are error codes. */
export function isHost(token: string, before: string): boolean {
  const port = /:\d{1,5}$/.exec(token)?.[0] ?? "";
  const name = token.slice(0, token.length - port.length);
  if (name === "localhost") return true;
  if (name !== name.toLowerCase() || !/^[a-z0-9][a-z0-9.-]*[a-z0-9]$/.test(name)) return false;
  const labels = name.split(".");
  if (labels.length === 1)
    return hostWord.test(before) && (port !== "" || /lookup\s?["']?$/.test(before));
  const top = labels.at(-1) ?? "";
  if (labels.some((label) => label === "") || !/^[a-z]{2,}$/.test(top)) return false;
  return labels.length > 2 || port !== "" || topLevels.has(top);
}
