import { preferredCoding } from "../acceptEncoding.ts";
import type { Assets } from "../assets.ts";
import { conditionalStatus } from "../conditional.ts";
import type { Handler } from "../exchange.ts";
import { notFound } from "../problem.ts";

/** Seconds for which a file is taken from a cache without asking (behaviour section 3.19). */
const freshness = 43_200;

/**
 * A file of the browser side, in the form that the caller can read and that is smallest; any method gets it. The
 * answer differs by what the caller reads and by the site that it comes from, and says so to caches between.
 */
export function assetHandler(assets: Assets): Handler {
  return (exchange, { clock }) => {
    const asset = assets.get(exchange.state.base.path);
    if (asset === undefined) throw notFound();
    const { req, res } = exchange;
    const coding = preferredCoding(req.headers["accept-encoding"], asset.codings);
    const form = asset.form(coding);
    res.setHeader("Cache-Control", `max-age=${freshness}, public`);
    res.setHeader("Expires", new Date((clock.now() + freshness) * 1000).toUTCString());
    res.setHeader("ETag", form.etag);
    res.setHeader("Last-Modified", new Date(asset.lastChange * 1000).toUTCString());
    res.setHeader("Vary", "Accept-Encoding, Origin");
    exchange.status = conditionalStatus(req.headers, {
      etag: form.etag,
      lastChange: asset.lastChange,
    });
    if (exchange.status === 412) exchange.body = "";
    if (exchange.status !== 200) return;
    res.setHeader("Content-Type", asset.type);
    res.setHeader("X-Content-Type-Options", "nosniff");
    if (coding !== "identity") res.setHeader("Content-Encoding", coding);
    exchange.body = form.bytes;
  };
}
