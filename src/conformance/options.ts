import { parseArgs } from "node:util";

/** What the command was asked to do. */
export interface Options {
  readonly verb: "judge" | "record";
  readonly server: string | undefined;
  readonly url: string | undefined;
  readonly profile: string | undefined;
  readonly against: string | undefined;
  readonly recording: string | undefined;
  readonly only: readonly string[];
  readonly differences: string | undefined;
  readonly sessionKey: string | undefined;
  readonly reports: readonly string[];
  readonly scenarios: string | undefined;
  readonly out: string | undefined;
}

/** How the command is used. */
export const usage = `usage: isso-ledger conformance --server COMMAND | --url URL [OPTIONS]
       isso-ledger conformance record --server COMMAND --out DIRECTORY [OPTIONS]

Compares a comment server with the original Isso, answer by answer.

  --server COMMAND       start this for each configuration; {conf} becomes the path
                         of the configuration file
  --url URL              judge a server that runs already
  --profile NAME         its configuration (default: defaults); with --server, the
                         only one to run
  --against COMMAND      compare with this server instead of recorded answers
  --recording DIRECTORY  recorded answers to compare with, or 'none'
  --only PATTERN         area, area/scenario or a pattern with *; may be repeated
  --differences FILE     differences that are meant; 'isso-ledger' for those of
                         this project
  --session-key KEY      with --url: the server's key, for steps that sign tokens
  --report FILE          write a report: .md, .json or .xml; may be repeated
  --scenarios DIRECTORY  scenarios and profiles other than the shipped ones
  --out DIRECTORY        with record: where the answers are stored
  -h, --help             show this help

exit code: 0 all agrees, 1 something differs, 2 bad use or a server that does not start
`;

const reportEndings = [".md", ".json", ".xml"];

/** Reads the arguments after `conformance`: options, `help`, or a sentence that says what is wrong. */
export function readOptions(args: readonly string[]): Options | "help" | { readonly wrong: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h", default: false },
        server: { type: "string" },
        url: { type: "string" },
        profile: { type: "string" },
        against: { type: "string" },
        recording: { type: "string" },
        only: { type: "string", multiple: true, default: [] },
        differences: { type: "string" },
        "session-key": { type: "string" },
        report: { type: "string", multiple: true, default: [] },
        scenarios: { type: "string" },
        out: { type: "string" },
      },
    });
    if (values.help) return "help";
    const options: Options = {
      verb: positionals[0] === "record" ? "record" : "judge",
      server: values.server,
      url: values.url,
      profile: values.profile,
      against: values.against,
      recording: values.recording,
      only: values.only,
      differences: values.differences,
      sessionKey: values["session-key"],
      reports: values.report,
      scenarios: values.scenarios,
      out: values.out,
    };
    const wrong = faultOf(options, positionals);
    return wrong === undefined ? options : { wrong };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}

function faultOf(options: Options, positionals: readonly string[]): string | undefined {
  const { verb, server, url, against, recording, reports, out } = options;
  const surplus = positionals[verb === "record" ? 1 : 0];
  if (surplus !== undefined) return `unknown argument '${surplus}'`;
  if ((server === undefined) === (url === undefined)) return "give either --server or --url";
  if (against !== undefined && recording !== undefined) return "give --against or --recording, not both";
  if (url !== undefined && !/^https?:\/\/[^/]/.test(url)) return "--url must begin with http:// or https://";
  for (const [name, command] of [
    ["--server", server],
    ["--against", against],
  ]) {
    if (command !== undefined && !command.includes("{conf}")) {
      return `${name} needs {conf} where the configuration file belongs`;
    }
  }
  const strange = reports.find((report) => !reportEndings.some((ending) => report.endsWith(ending)));
  if (strange !== undefined) return `a report ends in ${reportEndings.join(", ")}: '${strange}' does not`;
  return verb === "record" ? recordFault(server, out) : judgeFault(out);
}

function recordFault(server: string | undefined, out: string | undefined): string | undefined {
  if (server === undefined) return "record needs --server";
  return out === undefined ? "record needs --out" : undefined;
}

function judgeFault(out: string | undefined): string | undefined {
  return out === undefined ? undefined : "--out belongs to record";
}
