import { parseAllDocuments } from 'yaml';
import type { Tree, Written } from './programs';

/** A Secret of a cluster. */
export interface SecretIn {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}

/** What something reads. */
export interface Reference extends SecretIn {
  /** Its key. @default - whichever it has */
  readonly key?: string;
  /** Where it is written: `Kustomization flux-system/web .spec.kubeConfig.secretRef`. */
  readonly at: string;
}

/** What an output says of Secrets, found in its files alone. */
export interface SecretsOf {
  /** What objects read and do not start without. */
  readonly references: readonly Reference[];
  /** What the output brings, with or without data, and what its Certificates have made. */
  readonly brought: readonly SecretIn[];
  /** Names of clusters that an Argo CD must know, by the cluster that it runs in. */
  readonly destinations: readonly { readonly cluster: string; readonly name: string }[];
}

/** A row of the inventory, by the titles of its columns. */
export type Row = Readonly<Record<string, string>>;

/** Finds everything that reads a Secret in the files of one fleet. */
export function secretsIn(tree: Tree): SecretsOf {
  const objects = Object.entries(tree).filter(([path]) => path.endsWith('.yaml')).flatMap(([path, text]) => {
    const cluster = path.split('/')[0].split('.')[0];
    return parseAllDocuments(text).map(document => document.toJS() as Written | null).filter(object => object !== null)
      .filter(({ kind }) => kind !== 'CustomResourceDefinition').map(object => ({ cluster, object }));
  });
  return {
    references: objects.flatMap(({ cluster, object }) => referencesIn(cluster, object)),
    brought: objects.flatMap(({ cluster, object: { kind, metadata: { namespace = '', name }, spec } }) => (
      kind === 'Secret' ? [{ cluster, namespace, name }] : kind === 'Certificate' ? [{ cluster, namespace, name: spec.secretName }] : [])),
    destinations: objects.flatMap(({ cluster, object: { kind, spec } }) => (kind === 'Application' && spec.destination.name !== undefined
      ? [{ cluster, name: spec.destination.name }] : [])),
  };
}

/** The rows of an inventory. */
export function rowsOf(markdown: string): readonly Row[] {
  const cells = (line: string) => line.replace(/^\| | \|$/g, '').split(' | ').map(cell => cell.trim());
  const [titles, , ...rows] = markdown.split('\n').filter(line => line.startsWith('|')).map(cells);
  return rows.map(row => Object.fromEntries(titles.map((title, i) => [title, row[i]])));
}

/** Names it as the inventory does, in one text. */
export function textOf({ cluster, namespace, name }: SecretIn): string {
  return `${cluster} ${namespace}/${name}`;
}

function referencesIn(cluster: string, object: Written): readonly Reference[] {
  const { kind, metadata: { namespace = '', name } } = object;
  const found: Reference[] = [];
  const add = (at: string, secret: unknown, key?: unknown, of: unknown = namespace) => {
    if (typeof secret === 'string') {
      found.push({ cluster, namespace: String(of), name: secret, key: key === undefined ? undefined : String(key), at: `${kind} ${namespace}/${name} ${at}` });
    }
  };
  const walk = (value: any, at: string): void => {
    if (typeof value !== 'object' || value === null) {
      return;
    }
    for (const [field, item] of Object.entries<any>(value)) {
      const here = Array.isArray(value) ? `${at}[${field}]` : `${at}.${field}`;
      read(field, item, here);
      walk(item, here);
    }
  };
  const read = (field: string, item: any, here: string) => {
    if (item === null || item === undefined || item.optional === true) {
      return;
    }
    if (/^(secretRef|certSecretRef|proxySecretRef|secretKeyRef|configSecret|caSecret|credentialsRef|passwordSecretRef)$/.test(field)) {
      // Most are objects; an identity of AWS names its Secret in one word.
      add(here, typeof item === 'string' ? item : item.name, item.key, item.namespace);
    } else if (field === 'secret' && typeof item === 'object') {
      add(here, item.secretName ?? item.name, item.key, item.namespace);
    } else if (field === 'imagePullSecrets') {
      item.forEach((secret: any) => add(here, secret.name));
    } else if (/^(valuesFrom|substituteFrom)$/.test(field)) {
      item.filter((source: any) => source.kind === 'Secret' && source.optional !== true).forEach((source: any) => add(here, source.name, source.valuesKey));
    } else if (field.startsWith('cert-manager.io/inject-ca-from-secret')) {
      const [of, secret] = String(item).split('/');
      add(here, secret, undefined, of);
    }
  };
  walk(object, '');
  return found;
}
