import type { ClusterAccess, ClusterAccessProps, EksAccessProps } from './access';
import { checkProps, PropType, TEXT, TEXT_OR_DEFERRED } from './check-props';
import { Deferred } from './deferred';

const FIELDS: Readonly<Record<ClusterAccess['type'], Readonly<Record<string, PropType>>>> = {
  kubeconfig: { namespace: TEXT, name: TEXT },
  eks: { server: TEXT_OR_DEFERRED, certificateAuthority: TEXT_OR_DEFERRED, clusterArn: TEXT, roleArn: TEXT_OR_DEFERRED },
};

/** @throws for a way to reach a cluster that is malformed */
export function checkAccess(where: string, access: ClusterAccessProps | undefined): void {
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

function checkEks(where: string, access: EksAccessProps): void {
  const patterns: readonly [field: 'server' | 'clusterArn' | 'roleArn', pattern: RegExp, words: string][] = [
    ['server', /^https:\/\/[^\s/@]+\/?$/, 'the address of its API server, https://...'],
    ['clusterArn', /^arn:aws[\w-]*:eks:[a-z0-9-]+:\d{12}:cluster\/[A-Za-z0-9][\w-]*$/, 'the ARN of the cluster, arn:aws:eks:<region>:<account>:cluster/<name>'],
    ['roleArn', /^arn:aws[\w-]*:iam::\d{12}:role\/\S+$/, 'the ARN of a role, arn:aws:iam::<account>:role/<name>'],
  ];
  for (const [field, pattern, words] of patterns) {
    const value = access[field];
    if (!Deferred.isDeferred(value) && !pattern.test(value)) {
      throw new Error(`${where}.${field}: write ${words}, got '${value.slice(0, 60)}'`);
    }
  }
  if (Deferred.isDeferred(access.certificateAuthority)) {
    return;
  }
  const certificate = Buffer.from(access.certificateAuthority, 'base64').toString();
  if (!certificate.startsWith('-----BEGIN CERTIFICATE-----') || certificate.includes('PRIVATE KEY')) {
    // What was given is not repeated: it may be a key.
    throw new Error(`${where}.certificateAuthority: write the certificate in PEM, in base64, as kubeconfigs have it, and no key`);
  }
}
