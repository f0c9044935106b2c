import { CredentialsFile, CredentialsOf, Identity, IdentityOf, Texts } from './identity';
import type { Deferred } from '../../fleet';
import { checkProps, MAP, PropType, TEXT, TEXT_OR_DEFERRED } from '../../fleet/check-props';
import { refuseOthers } from '../../fleet/refuse-others';

/** The forms of credentials that a cloud has beside a file. */
interface Forms {
  /** All of them, for messages. */
  readonly words: string;
  /** Whether `'pods'` is one: the cloud knows them without being told anything here. */
  readonly pods?: boolean;
  /** The form that is a value with a name, which may be deferred. @default - none */
  readonly value?: {
    readonly name: string;
    /** Values that go with it. @default - none */
    readonly beside?: { readonly required: Readonly<Record<string, PropType>>; readonly optional: Readonly<Record<string, PropType>> };
    readonly identity: (credentials: Texts) => Identity<Texts>;
  };
}

/**
 * Reads credentials, which a function may give for each cluster.
 *
 * @throws for those of no known form; for what a function gives when it is asked
 */
export function identityBy<T>(where: string, credentials: CredentialsOf<T>, forms: Forms): IdentityOf {
  if (typeof credentials !== 'function') {
    const identity = read(`${where}credentials`, credentials, forms);
    return () => identity;
  }
  return cluster => read(`${where}credentials of ${cluster.name}`, (credentials as (of: typeof cluster) => T)(cluster), forms);
}

function read(where: string, given: unknown, { words, pods, value }: Forms): Identity<Texts> {
  if (given === 'pods' && pods) {
    return {};
  }
  const credentials = (MAP.is(given) ? given : {}) as Partial<CredentialsFile> & Readonly<Record<string, string | Deferred>>;
  if (value !== undefined && value.name in credentials) {
    const { required = {}, optional = {} } = value.beside ?? {};
    checkProps(`${where}.`, credentials, { [value.name]: TEXT_OR_DEFERRED, ...required }, optional);
    refuseOthers(`${where}.`, credentials, [value.name, ...Object.keys({ ...required, ...optional })]);
    return value.identity(credentials);
  }
  if (credentials.secret === undefined || Object.keys(credentials).length > 1) {
    throw new Error(`${where}: write ${words}`);
  }
  checkProps(`${where}.secret.`, credentials.secret, { key: TEXT }, { property: TEXT });
  refuseOthers(`${where}.secret.`, credentials.secret, ['key', 'property']);
  return { secret: credentials.secret };
}
