import { once } from "node:events";
import { connect, createServer } from "node:net";

/** A way to a server that a test can disturb. */
export interface TcpProxy {
  /** The address with the proxy's host and port in place of the server's. */
  url: string;
  /** Lets connections live, but nothing pass, as a lost network does. */
  setSilent(silent: boolean): void;
  /** Ends every connection, as a restart of the server does. */
  cut(): void;
  /** Listens no more, so that connecting is refused; `listen` takes it up again on the same port. */
  refuse(): Promise<void>;
  listen(): Promise<void>;
  close(): Promise<void>;
}

/** A proxy on loopback to the server of an address. */
export async function startTcpProxy(address: string, defaultPort: number): Promise<TcpProxy> {
  const url = new URL(address);
  const target = { host: url.hostname, port: Number(url.port || defaultPort) };
  let silent = false;
  const open = new Set<() => void>();
  const server = createServer((near) => {
    const far = connect(target.port, target.host);
    const end = () => {
      near.destroy();
      far.destroy();
      open.delete(end);
    };
    open.add(end);
    near.on("data", (data) => void (silent || far.write(data)));
    far.on("data", (data) => void (silent || near.write(data)));
    for (const side of [near, far]) side.on("error", end).on("close", end);
  });
  let port = 0;
  const listen = async () => {
    await once(server.listen(port, "127.0.0.1"), "listening");
    const bound = server.address();
    if (bound === null || typeof bound === "string") throw new Error("the proxy has no port");
    port = bound.port;
  };
  const cut = () => {
    for (const end of open) end();
  };
  const refuse = async () => {
    cut();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  await listen();
  url.hostname = "127.0.0.1";
  url.port = String(port);
  return {
    url: url.href,
    setSilent(now) {
      silent = now;
    },
    cut,
    refuse,
    listen,
    close: refuse,
  };
}
