import type { AuditFacts } from './audit.ts';
import type { DatabaseFact } from './databases/connections.ts';
import type { PackageChoice } from './entry/choose-package.ts';
import type { EntryCandidate } from './entry/entry-candidates.ts';
import type { AppSessions } from './entry/locate-sessions.ts';
import type { OtherApp, StartWithoutEnvFile } from './entry/other-starts.ts';
import type { EnvFacts } from './environment/env-files.ts';
import type { PlatformFacts } from './environment/platform.ts';
import type { TestFacts } from './environment/test-runs.ts';
import type { UrlVariables } from './environment/url-variables.ts';
import type { InsertionPoint } from './express/insertion-point.ts';
import type { AppFact } from './express/middleware.ts';
import type { LocalLink } from './program/module-graph.ts';
import type { NamedValue } from './program/value.ts';
import type { IgnoredFile } from './project/disk.ts';
import type { PackageFacts } from './project/manifest.ts';
import type { NodeFact } from './project/node-version.ts';
import type { CompilerFacts } from './project/tsconfig.ts';
import type { CookieSessionFact } from './sessions/cookie-sessions.ts';
import type { MongoStoreUse } from './sessions/mongo-stores.ts';
import type { SessionFact } from './sessions/session.ts';
import type { StoreUseFact } from './sessions/store-uses.ts';
import type { Place, SourceFile, UnreadFile } from './syntax/source-file.ts';

/** What is known about the project that `add` edits. It holds syntax trees, so it is not JSON. */
export interface ProjectFacts extends AppSessions {
  /** Absolute; every path of a plan is relative to it. */
  root: string;
  package: PackageFacts;
  /** The Node versions that it declares. */
  node: NodeFact[];
  /** Relative folder of the package, empty for the root itself. */
  packageDir: string;
  packageChoice: PackageChoice | undefined;
  entry: EntryCandidate;
  files: SourceFile[];
  unread: UnreadFile[];
  /** All apps, when it cannot be told which one the sessions are for; empty otherwise. */
  rivalApps: AppFact[];
  /** Major version of Express that the code is written for, as far as package.json or the code tells. */
  expressMajor: number | undefined;
  /** Where a new session middleware goes; undefined when there is no suitable statement. */
  insertionPoint: InsertionPoint | undefined;
  /** Middleware of other packages that creates `req.session`, too. */
  rivalSessions: SessionFact[];
  cookieSession: CookieSessionFact | undefined;
  /** Where express-session itself is passed on. */
  handedSession: Place | undefined;
  /** Files to edit that are compiled, with the source beside each. */
  compiledFiles: { file: SourceFile; source: string }[];
  mongoStores: MongoStoreUse[];
  /** Events and properties of connect-mongo stores that only versions 0 to 3 have. */
  storeUses: StoreUseFact[];
  databases: DatabaseFact[];
  environment: EnvFacts;
  /** The build that the script `start` runs, in git: it is that of the code before the edit. */
  committedBuild: string | undefined;
  platform: PlatformFacts;
  startsWithoutEnvFile: StartWithoutEnvFile[];
  /** Apps of other scripts that need the same edit. */
  otherApps: OtherApp[];
  tests: TestFacts;
  urlVariables: UrlVariables;
  names: Map<SourceFile, NamedValue[]>;
  /** Every import between files of the project. */
  links: LocalLink[];
  /** Packages that files outside the app import, each with one such file; undefined when there are too many files. */
  loadedElsewhere: Map<string, string> | undefined;
  /** A declaration file that declares express-session and is not a module. */
  ambientSessionTypes: { path: string; text: string } | undefined;
  typescript: boolean;
  esModuleInterop: boolean;
  compiler: CompilerFacts | undefined;
  /** The range of `mongodb` that mongoose depends on. */
  mongooseDriver: string | undefined;
  /** The version of kruptein, with which connect-mongo 4 and 5 encrypt, if it is installed or locked. */
  kruptein: string | undefined;
  /** The app reads `req.sessionID` or `req.session.id`, also of visitors whose session is still empty. */
  readsSessionId: boolean;
  /** What is found out on demand, most of it for `doctor`. */
  audit: AuditFacts;
  /** Files that exist but could not be used. */
  ignoredFiles: IgnoredFile[];
}

/** Why there are no facts about an app. */
export type InspectionProblem =
  /** No package.json in the folder asked for, or anywhere in the project; `deno` is the configuration file of Deno. */
  | { problem: 'no-package'; wanted: string | undefined; deno: string | undefined }
  | { problem: 'no-entry'; wanted: string }
  /** No file that is started calls express(). `wanted` is the entry asked for. */
  | {
      problem: 'no-app';
      wanted: string | undefined;
      packages: PackageFacts[];
      files: SourceFile[];
      unread: UnreadFile[];
    }
  /** Each with the file that starts its app, relative to the root. */
  | { problem: 'several-packages'; packages: { package: PackageFacts; dir: string; entry: string }[] };

export type Inspection = ProjectFacts | (InspectionProblem & Pick<ProjectFacts, 'ignoredFiles'>);
