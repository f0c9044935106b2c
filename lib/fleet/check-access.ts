import type { ClusterAccess } from './access';
import { checkProps, PropType, TEXT } from './check-props';

const FIELDS: Readonly<Record<ClusterAccess['type'], Readonly<Record<string, PropType>>>> = {
  kubeconfig: { namespace: TEXT, name: TEXT },
  eks: { server: TEXT, certificateAuthority: TEXT, clusterArn: TEXT, roleArn: TEXT },
};

/** @throws for a way to reach a cluster that is malformed */
export function checkAccess(where: string, access: ClusterAccess | undefined): void {
  if (access === undefined) {
    return;
  }
  const fields = Object.hasOwn(FIELDS, access.type) ? FIELDS[access.type] : undefined;
  if (!fields) {
    throw new Error(`${where}.type: write 'kubeconfig' or 'eks', got '${String(access.type)}'`);
  }
  checkProps(`${where}.`, access, fields, { key: TEXT, storeKey: TEXT });
  if (access.type === 'eks') {
    checkEks(where, access);
  }
}

function checkEks(where: string, access: Extract<ClusterAccess, { readonly type: 'eks' }>): void {
  const patterns: readonly [field: 'server' | 'clusterArn' | 'roleArn', pattern: RegExp, words: string][] = [
    ['server', /^https:\/\/[^\s/@]+\/?$/, 'the address of its API server, https://...'],
    ['clusterArn', /^arn:aws[\w-]*:eks:[a-z0-9-]+:\d{12}:cluster\/[A-Za-z0-9][\w-]*$/, 'the ARN of the cluster, arn:aws:eks:<region>:<account>:cluster/<name>'],
    ['roleArn', /^arn:aws[\w-]*:iam::\d{12}:role\/\S+$/, 'the ARN of a role, arn:aws:iam::<account>:role/<name>'],
  ];
  for (const [field, pattern, words] of patterns) {
    if (!pattern.test(access[field])) {
      throw new Error(`${where}.${field}: write ${words}, got '${access[field].slice(0, 60)}'`);
    }
  }
  const certificate = Buffer.from(access.certificateAuthority, 'base64').toString();
  if (!certificate.startsWith('-----BEGIN CERTIFICATE-----') || certificate.includes('PRIVATE KEY')) {
    // What was given is not repeated: it may be a key.
    throw new Error(`${where}.certificateAuthority: write the certificate in PEM, in base64, as kubeconfigs have it, and no key`);
  }
}
