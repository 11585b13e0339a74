import type { AddressInfo } from "node:net";
import { createApp } from "../../src/http/app.ts";
import type { Assets } from "../../src/http/assets.ts";
import { httpDouble, type RunningServer } from "./httpDouble.ts";

/** A server of the real application whose browser side consists of the given files. */
export async function serveAssets(assets: Assets): Promise<RunningServer> {
  const server = createApp(httpDouble().deps, assets).listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
