import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { refusalWith, settingsWith, warningsWith } from "./built.ts";

function listen(text: string) {
  return settingsWith(`[server]\nlisten = ${text}`).server.listen;
}

describe("[server] listen", () => {
  test("takes any host name with any port", () => {
    fc.assert(
      fc.property(fc.domain(), fc.integer({ min: 0, max: 65_535 }), (host, port) => {
        expect(listen(`http://${host}:${port}/`)).toEqual({ kind: "tcp", host, port });
      }),
    );
  });

  test.each([
    ["http://localhost", { kind: "tcp", host: "localhost", port: 80 }],
    ["http://localhost:/", { kind: "tcp", host: "localhost", port: 80 }],
    ["http://:8080", { kind: "tcp", host: "0.0.0.0", port: 8080 }],
    ["http://127.0.0.1:8080/path", { kind: "tcp", host: "127.0.0.1", port: 8080 }],
    ["http://[::1]:8080", { kind: "tcp", host: "::1", port: 8080 }],
    ["unix:///run/isso.sock", { kind: "unix", path: "/run/isso.sock" }],
    ["unix://isso.sock", { kind: "unix", path: "isso.sock" }],
  ])("reads %s", (text, address) => {
    expect(listen(text)).toEqual(address);
  });

  test.each(["https://localhost:8080", "localhost:8080", "8080", "", "HTTP://localhost"])(
    "refuses %j in the original's words",
    (text) => {
      expect(refusalWith(`[server]\nlisten = ${text}`)).toBe(
        "server.listen must specify a protocol of http:// or unix://",
      );
    },
  );

  test.each([
    "unix://",
    "http://localhost:abc",
    "http://localhost:65536",
    "http://::1:8080",
    "http://a b",
    "http://u@h:1",
  ])("refuses %j and says what would be right", (text) => {
    expect(refusalWith(`[server]\nlisten = ${text}`)).toBe(
      `[server] listen: expected an address such as http://localhost:8080 or unix:///run/isso.sock, got "${text}"`,
    );
  });
});

describe("[server] public-endpoint", () => {
  test("loses the slashes at its end, with the original's two warnings", () => {
    const lines = "[server]\npublic-endpoint = https://c.example.com//";
    expect(settingsWith(lines).server.publicEndpoint).toBe("https://c.example.com");
    expect(warningsWith(lines)).toEqual([
      "In your config file, '[server] public-endpoint' has a slash at the end, please remove it: 'https://c.example.com//' -> 'https://c.example.com'",
      "A future version of Isso might quit with an error if 'public-endpoint' is set incorrectly",
    ]);
  });

  test("is left alone without a slash", () => {
    const lines = "[server]\npublic-endpoint = https://c.example.com/isso";
    expect(settingsWith(lines).server.publicEndpoint).toBe("https://c.example.com/isso");
    expect(warningsWith(lines)).toEqual([]);
  });
});

describe("[server] samesite and trusted-proxies", () => {
  test.each([
    ["strict", "Strict"],
    ["LAX", "Lax"],
    ["None", "None"],
    ["", ""],
  ])("samesite %j becomes %j", (text, samesite) => {
    expect(settingsWith(`[server]\nsamesite = ${text}`).server.samesite).toBe(samesite);
  });

  test("every line is one proxy", () => {
    const { trustedProxies } = settingsWith(
      "[server]\ntrusted-proxies =\n  10.0.0.1\n\n  10.0.0.2 \n",
    ).server;
    expect(trustedProxies).toEqual(["10.0.0.1", "10.0.0.2"]);
  });
});
