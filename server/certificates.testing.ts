import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const openssl = (...args: string[]) => execFileSync("openssl", args, { stdio: "pipe" });
const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

/** An authority of a test's own, made by openssl, and certificates that it signs. */
export function createAuthority() {
  const folder = mkdtempSync(join(tmpdir(), "snapdeck-ca-"));
  const at = (name: string) => join(folder, name);
  openssl(
    ...["req", "-x509", ...newKey, "-days", "2", "-subj", "/CN=Test authority"],
    ...["-keyout", at("ca.key"), "-out", at("ca.pem")],
  );
  return {
    /** The authority's own certificate, as a file. */
    file: at("ca.pem"),
    /** A certificate for 127.0.0.1 and localhost, with its key. */
    issue(name: string) {
      const subject = ["-subj", `/CN=${name}`, "-keyout", at("leaf.key"), "-out", at("leaf.csr")];
      openssl("req", ...newKey, ...subject);
      writeFileSync(at("leaf.ext"), "subjectAltName=IP:127.0.0.1,DNS:localhost\n");
      openssl(
        ...["x509", "-req", "-days", "2", "-in", at("leaf.csr"), "-out", at("leaf.pem")],
        ...["-CA", at("ca.pem"), "-CAkey", at("ca.key"), "-extfile", at("leaf.ext")],
      );
      const read = (file: string) => readFileSync(at(file), "utf8");
      return { cert: read("leaf.pem"), key: read("leaf.key") };
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
