const json = { "content-type": "application/json" };
const at = (uri, query = "") => `/?uri=${encodeURIComponent(uri)}${query}`;

/** Windows and orders asked of every thread; `plain=1` because markup is compared elsewhere. */
const windows = [
  "&sort=newest",
  "&sort=oldest",
  "&sort=upvotes",
  "&limit=0",
  "&limit=1",
  "&limit=5",
  "&limit=-1",
  "&offset=1",
  "&limit=5&offset=3",
  "&limit=-1&offset=1",
  "&limit=2&offset=100",
  "&limit=2&nested_limit=1",
  "&limit=2&offset=1&nested_limit=5",
  "&nested_limit=0",
  "&nested_limit=-1",
  "&nested_limit=2",
  "&sort=newest&limit=3&offset=2",
  "&sort=upvotes&limit=4&nested_limit=1",
  "&after=",
  "&after=junk",
  "&after=%20150",
  "&after=1e3",
  "&after=1e12",
];

/** Requests on one thread, given its plain answer (for real parents and times). */
export function threadRequests(uri, whole, foreignId) {
  const top = whole.replies;
  const withReplies = top.filter((comment) => comment.total_replies > 0).slice(0, 2);
  const alone = top.find((comment) => comment.total_replies === 0);
  const nested = withReplies[0]?.replies[0];
  const parents = [...withReplies, alone, nested].filter(Boolean).map((comment) => comment.id);
  const times = [1 / 3, 2 / 3].map((share) => top[Math.floor(top.length * share)]?.created).filter(Boolean);
  const queries = [
    ...windows,
    ...times.map((time) => `&after=${time}`),
    ...times.slice(0, 1).map((time) => `&after=${time}&sort=newest&limit=2&nested_limit=1`),
    ...[...parents, foreignId, 999999].map((id) => `&parent=${id}`),
    ...parents.slice(0, 1).map((id) => `&parent=${id}&limit=1&offset=1`),
  ];
  return [
    { path: at(uri) },
    { path: at(uri, "&plain=0&limit=3") },
    { path: at(uri, "&plain=1") },
    ...queries.map((query) => ({ path: at(uri, `${query}&plain=1`) })),
  ];
}

/** Requests about the whole site, its features and its errors. */
export function siteRequests(uris) {
  const count = (uriList) => ({
    method: "POST",
    path: "/count",
    headers: json,
    send: JSON.stringify(uriList),
  });
  const [uri] = uris;
  const origins = ["http://localhost:8000", "http://127.0.0.1:8001", "https://elsewhere.example", "null"];
  return [
    ...["/nowhere/", "/nowhere/?x=1", "", "/"].map((unknown) => ({ path: at(unknown) })),
    { path: at("/nowhere/", "&offset=5") },
    { path: at("/nowhere/", "&parent=1&limit=3") },
    count(uris),
    count([...uris].reverse()),
    count(["/nowhere/", uri, uri, ""]),
    count([]),
    { method: "POST", path: "/count", headers: json, send: "{" },
    ...[1, 5, 50, 10000].map((limit) => ({ path: `/latest?limit=${limit}` })),
    ...["/latest", "/latest?limit=", "/latest?limit=0", "/latest?limit=-1", "/latest?limit=1.5"].map(
      (path) => ({ path }),
    ),
    ...uris.slice(0, 3).map((each) => ({ path: `/feed?uri=${encodeURIComponent(each)}` })),
    { path: "/feed?uri=/nowhere/" },
    { path: "/feed" },
    { path: `/feed?uri=${encodeURIComponent(uri)}&limit=x` },
    { path: "/config" },
    { path: "/info" },
    ...origins.map((origin) => ({ path: "/config", headers: { origin } })),
    { path: "/config", headers: { referer: "http://127.0.0.1:8001/some/page.html" } },
    { path: "/config", headers: { origin: "https://elsewhere.example", referer: "http://127.0.0.1:8001/" } },
    { method: "OPTIONS", path: "/new?uri=/" },
    { method: "HEAD", path: at(uri) },
    { path: "/" },
    { path: "/", headers: { accept: "application/json" } },
    ...["&sort=Newest", "&sort=", "&limit=x", "&limit=", "&limit=1.5", "&offset=x", "&offset=-1"].map(
      (query) => ({
        path: at(uri, query),
      }),
    ),
    ...["&parent=", "&parent=null", "&parent=1.0", "&nested_limit=x", "&limit=x&sort=y"].map((query) => ({
      path: at(uri, query),
    })),
    ...["&limit=%2B1", "&limit=%201%20", "&limit=1_0"].map((query) => ({
      path: at(uri, `${query}&plain=1`),
    })),
    { path: "/no-such-route" },
    { path: "/no-such-route", headers: { accept: "application/json" } },
    { path: "/id/abc" },
    { method: "GET", path: "/count" },
  ];
}

/** Views with edit cookies, without them, and of comments that are not there. */
export function viewRequests(links) {
  return [
    ...links.editCookies.map(({ id, cookie }) => ({ path: `/id/${id}?plain=1`, headers: { cookie } })),
    ...links.editCookies.slice(0, 3).map(({ id, cookie }) => ({ path: `/id/${id}`, headers: { cookie } })),
    { path: `/id/${links.editCookies[0].id}` },
    { path: `/id/${links.editCookies[0].id}`, headers: { accept: "application/json" } },
    { path: "/id/999999" },
    ...links.moderationLinks.map(({ path }) => ({ path, page: true })),
    ...links.moderationLinks.slice(0, 2).map(({ path }) => ({ path: `${path}x`, page: true })),
  ];
}

/** Actions in a fixed order, and every thread again after them. */
export function writeRequests(uris, links) {
  const networks = ["203.0.113.7", "198.51.100.9", "192.0.2.1", "2001:db8:1::5", "10.1.2.3"];
  const vote = (id, kind, address) => ({
    method: "POST",
    path: `/id/${id}/${kind}`,
    headers: { ...json, "x-forwarded-for": address },
  });
  const voted = [1, 2, 3, 40, 100, 200, 300, 400, 542];
  const edited = links.editCookies.filter((_, index) => index % 3 !== 0);
  const deleted = links.editCookies.filter((_, index) => index % 3 === 0);
  const moderated = [...new Set(links.moderationLinks.map(({ id }) => id))].slice(0, -2);
  const moderation = moderated.flatMap((id, index) =>
    links.moderationLinks.filter((link) => link.id === id && (index % 2 === 0 || link.action === "activate")),
  );
  const requests = [
    ...links.unsubscribeLinks.map(({ path }) => ({ path, page: true })),
    { path: `${links.unsubscribeLinks[0].path}x`, page: true },
    ...voted.flatMap((id) =>
      networks.map((address, index) => vote(id, index % 2 ? "dislike" : "like", address)),
    ),
    vote(999999, "like", networks[0]),
    ...edited.map(({ id, cookie }) => ({
      method: "PUT",
      path: `/id/${id}`,
      headers: { ...json, cookie },
      send: JSON.stringify({ text: `Edited text of comment ${id}`, author: "Ed & Co" }),
    })),
    ...edited.slice(0, 3).map(({ id, cookie }) => ({
      method: "PUT",
      path: `/id/${id}`,
      headers: { ...json, cookie },
      send: JSON.stringify({ text: "The cookie of before the edit is used up" }),
    })),
    ...deleted.map(({ id, cookie }) => ({
      method: "DELETE",
      path: `/id/${id}`,
      headers: { ...json, cookie },
    })),
    ...moderation.map(({ path }) => ({ method: "POST", path, headers: json })),
    ...uris.map((uri) => ({ path: at(uri, "&plain=1") })),
    { method: "POST", path: "/count", headers: json, send: JSON.stringify(uris) },
    { path: "/latest?limit=10000" },
  ];
  return requests.map((request) => ({ ...request, after: true }));
}
