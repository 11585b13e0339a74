import { METHODS } from "node:http";
import { Router } from "@koa/router";
import type { Assets } from "./assets.ts";
import type { HttpDeps } from "./deps.ts";
import type { ExchangeState, Handler } from "./exchange.ts";
import { assetHandler } from "./handlers/assets.ts";
import { deleteComment, editComment, viewComment } from "./handlers/comment.ts";
import { demoHandler } from "./handlers/demo.ts";
import { threadFeed } from "./handlers/feed.ts";
import { serverInfo, siteConfig } from "./handlers/info.ts";
import { latestComments } from "./handlers/latest.ts";
import { activateComment, confirmHandler, removeComment, reviseComment } from "./handlers/moderation.ts";
import { postComment } from "./handlers/newComment.ts";
import { previewHandler } from "./handlers/preview.ts";
import { countComments } from "./handlers/thread.ts";
import { unsubscribe } from "./handlers/unsubscribe.ts";
import { voteHandler } from "./handlers/vote.ts";

/** One thing that can be asked: `*` is any method; GET includes HEAD; `:id` in a path stands for digits. */
export interface Route {
  readonly name: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE" | "*";
  readonly path: string;
  readonly handler: Handler;
}

/**
 * What the table is built around: the handler of the busiest route, which is also reached without the router, and the
 * files of the browser side.
 */
export interface RouteParts {
  readonly thread: Handler;
  readonly assets: Assets;
}

/** Every route of the interface (behaviour section 3). */
export function routeTable({ thread, assets }: RouteParts): readonly Route[] {
  const file = assetHandler(assets);
  return [
    { name: "fetch", method: "GET", path: "/", handler: thread },
    { name: "new", method: "POST", path: "/new", handler: postComment },
    { name: "count", method: "POST", path: "/count", handler: countComments },
    { name: "preview", method: "POST", path: "/preview", handler: previewHandler() },
    { name: "like", method: "POST", path: "/id/:id/like", handler: voteHandler("like") },
    { name: "dislike", method: "POST", path: "/id/:id/dislike", handler: voteHandler("dislike") },
    { name: "view", method: "GET", path: "/id/:id", handler: viewComment },
    { name: "edit", method: "PUT", path: "/id/:id", handler: editComment },
    { name: "delete", method: "DELETE", path: "/id/:id", handler: deleteComment },
    { name: "feed", method: "GET", path: "/feed", handler: threadFeed },
    { name: "latest", method: "GET", path: "/latest", handler: latestComments },
    { name: "config", method: "GET", path: "/config", handler: siteConfig },
    { name: "info", method: "*", path: "/info", handler: serverInfo },
    { name: "unsubscribe", method: "GET", path: "/id/:id/unsubscribe/:email/:key", handler: unsubscribe },
    {
      name: "confirm activate",
      method: "GET",
      path: "/id/:id/activate/:key",
      handler: confirmHandler("activate"),
    },
    { name: "confirm delete", method: "GET", path: "/id/:id/delete/:key", handler: confirmHandler("delete") },
    { name: "confirm edit", method: "GET", path: "/id/:id/edit/:key", handler: confirmHandler("edit") },
    { name: "moderator activate", method: "POST", path: "/id/:id/activate/:key", handler: activateComment },
    { name: "moderator delete", method: "POST", path: "/id/:id/delete/:key", handler: removeComment },
    { name: "moderator edit", method: "POST", path: "/id/:id/edit/:key", handler: reviseComment },
    { name: "demo", method: "GET", path: "/demo/", handler: demoHandler(assets) },
    { name: "demo file", method: "*", path: "/demo/:file", handler: file },
    { name: "script", method: "*", path: "/js/:file", handler: file },
    { name: "language", method: "*", path: "/js/lang/:file", handler: file },
    { name: "style", method: "*", path: "/css/:file", handler: file },
  ];
}

/** The router of a table. Paths are compared decoded, with their case, and without a slash too many. */
export function createRouter(table: readonly Route[], deps: HttpDeps): Router<ExchangeState> {
  const router = new Router<ExchangeState>();
  for (const { name, method, path, handler } of table) {
    const names = [...path.matchAll(/:(\w+)/g)].map(([, variable = ""]) => variable);
    const methods = method === "*" ? METHODS : [method];
    router.register(
      patternOf(path),
      [...methods],
      (context) => {
        context.state.route = name;
        context.state.params = paramsOf(names, context.captures ?? []);
        return handler(context, deps);
      },
      { name, pathAsRegExp: true },
    );
  }
  return router;
}

function patternOf(path: string): RegExp {
  const source = path.replace(/:(\w+)/g, (_, name) => (name === "id" ? "(\\p{Nd}+)" : "([^/]+)"));
  return new RegExp(`^${source.replaceAll(".", "\\.")}$`, "u");
}

function paramsOf(names: readonly string[], captures: readonly string[]): Readonly<Record<string, string>> {
  const params: Record<string, string> = {};
  for (const [index, name] of names.entries()) params[name] = captures[index] ?? "";
  return params;
}
