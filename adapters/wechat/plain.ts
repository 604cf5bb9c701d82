/** Whether a service on this machine speaks without encryption, as community services and emulators do. */
import { connect } from "node:tls";

const LOCAL = /^(?:localhost|127(?:\.\d+){3}|\[::1\]):(\d+)$/i;
const HELLO_MS = 2_000;

/**
 * Undefined: leave it to the puppet (WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT), as everywhere but on this machine:
 * a token is not sent in the clear because somebody in between asked for it.
 */
export async function speaksPlainly(endpoint: string): Promise<boolean | undefined> {
  const port = Number(LOCAL.exec(endpoint)?.[1]);
  if (!port || process.env.WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT !== undefined) return undefined;
  return new Promise((resolve) => {
    // Whatever its certificate says: nothing is told to it but a greeting.
    const socket = connect({ host: "127.0.0.1", port, ALPNProtocols: ["h2"], rejectUnauthorized: false });
    const say = (plain: boolean | undefined) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(plain);
    };
    const timer = setTimeout(say, HELLO_MS, true);
    socket.once("secureConnect", () => say(false));
    socket.once("error", (error: NodeJS.ErrnoException) => say(error.code === "ECONNREFUSED" ? undefined : true));
    socket.once("close", () => say(true));
  });
}
