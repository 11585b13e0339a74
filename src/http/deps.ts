import type { Settings } from "../domain/config/settings.ts";
import type {
  AuthorHasher,
  Clock,
  CommandRunner,
  Log,
  Notifier,
  ReadModel,
  Renderer,
  TitleSource,
} from "../domain/ports.ts";
import type { Codec } from "../domain/token/payload.ts";
import type { SigningKey } from "../domain/token/signingKey.ts";

/** Everything that the HTTP interface of one site needs from outside. */
export interface HttpDeps {
  readonly settings: Settings;
  readonly commands: CommandRunner;
  readonly reads: ReadModel;
  readonly renderer: Renderer;
  readonly hasher: AuthorHasher;
  readonly titles: TitleSource;
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly log: Log;
  readonly signingKey: SigningKey;
  readonly codec: Codec;
  /** Version of this package, for pages and log lines; what clients compare is in `version.ts`. */
  readonly version: string;
}
