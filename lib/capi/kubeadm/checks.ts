import { isIP } from 'node:net';
import { MachineFile } from './machine-provider';
import { KubeadmControlPlaneProps, KubeadmMachineProps } from './props';
import { checkProps, MAP, MAP_OR_FALSE, MAPS, TEXT, TEXT_MAP, TEXTS } from '../../fleet/check-props';
import { isLabel } from '../../fleet/label';

const DNS_NAME = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
/** What every audit policy of Kubernetes has at its top level, as YAML or as JSON. */
const POLICY_LINES = [
  { line: /^\s*"?apiVersion"?:\s*"?audit\.k8s\.io\/v1"?/m, example: 'apiVersion: audit.k8s.io/v1' },
  { line: /^\s*"?kind"?:\s*"?Policy"?/m, example: 'kind: Policy' },
  { line: /^\s*"?rules"?:/m, example: 'rules:' },
];
const EFFECTS: readonly string[] = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** Types of what control planes and pools share. */
export const MACHINE_PROPS = {
  kubeletArgs: TEXT_MAP, files: MAPS, preKubeadmCommands: TEXTS, postKubeadmCommands: TEXTS, users: MAPS, taints: MAPS, healthCheck: MAP_OR_FALSE,
  names: MAP,
} as const;

/**
 * What machines do not boot with, or kubelets do not start with: neither the API of Cluster API nor its webhooks look at it.
 *
 * @throws for the first such setting
 */
export function checkMachineProps(path: string, props: KubeadmMachineProps): void {
  (props.users ?? []).forEach((user, i) => {
    checkProps(`${path}.users[${i}].`, user, { name: TEXT, sshAuthorizedKeys: TEXTS }, { sudo: TEXT });
    user.sshAuthorizedKeys.forEach(key => checkNoPrivateKey(`${path}.users[${i}].sshAuthorizedKeys`, key));
  });
  (props.taints ?? []).forEach(({ key, value = '', effect }, i) => {
    if (!isLabel(key, value) || !EFFECTS.includes(effect)) {
      throw new Error(`${path}.taints[${i}]: a kubelet refuses to start with '${key}=${value}:${effect}'; `
        + `write a key and a value as of labels, and one of the effects ${EFFECTS.join(', ')}`);
    }
  });
}

/** @throws for files that cloud-init would write to another place, or with other permissions, or that hold a secret */
export function checkFile(path: string, file: MachineFile): void {
  checkProps(`${path}: files: `, file, { path: TEXT }, { content: TEXT, contentFrom: MAP, owner: TEXT, permissions: TEXT });
  if (!/^\/[^\r\n]*$/.test(file.path)) {
    throw new Error(`${path}: files: write an absolute path in one line, got ${JSON.stringify(file.path)}`);
  }
  if (file.permissions !== undefined && !/^0?[0-7]{3,4}$/.test(file.permissions)) {
    throw new Error(`${path}: files: permissions of ${file.path}: write octal digits such as 0644, got '${file.permissions}'`);
  }
  if (file.contentFrom !== undefined) {
    checkProps(`${path}: files: contentFrom of ${file.path}: `, file.contentFrom, { secret: TEXT, key: TEXT });
  }
  checkNoPrivateKey(`${path}: files: ${file.path}`, file.content ?? '');
}

/** @throws for settings with which the API server does not start */
export function checkApiServer(
  path: string, { auditLog, oidc, certSANs = [] }: Pick<KubeadmControlPlaneProps<unknown>, 'auditLog' | 'oidc' | 'certSANs'>,
): void {
  const missing = auditLog?.policy === undefined ? undefined : POLICY_LINES.find(({ line }) => !line.test(auditLog.policy!));
  if (missing) {
    throw new Error(`${path}.auditLog.policy: a policy has a line '${missing.example}' and this one has none; the API server would not start with it`);
  }
  const name = certSANs.find(san => isIP(san) === 0 && !DNS_NAME.test(san));
  if (name !== undefined) {
    throw new Error(`${path}.certSANs: kubeadm takes DNS names, wildcards and addresses; '${name}' is none`);
  }
  for (const prop of ['maxAgeDays', 'maxFiles', 'maxSizeMegabytes'] as const) {
    const value = auditLog?.[prop];
    if (value !== undefined && (!Number.isInteger(value) || value < 0)) {
      throw new Error(`${path}.auditLog.${prop}: write a whole number, 0 for no limit, got ${value}`);
    }
  }
  if (oidc !== undefined) {
    const optional = { usernameClaim: TEXT, usernamePrefix: TEXT, groupsClaim: TEXT, groupsPrefix: TEXT };
    checkProps(`${path}.oidc.`, oidc, { issuerUrl: TEXT, clientId: TEXT }, optional);
  }
}

type FlagProps = Pick<KubeadmControlPlaneProps<unknown>, 'apiServerArgs' | 'controllerManagerArgs' | 'nodeMask'>;

/** Flags whose values other props say, so that the rules know them. */
const OWNED = {
  apiServerArgs: { 'service-cluster-ip-range': 'network.services of the cluster' },
  controllerManagerArgs: { 'cluster-cidr': 'network.pods of the cluster', 'service-cluster-ip-range': 'network.services of the cluster' },
} as const;

/** @throws for flags by which a cluster would get other ranges than the model has */
export function checkOwnedFlags(path: string, props: FlagProps): void {
  for (const [prop, flags] of Object.entries(OWNED) as [keyof typeof OWNED, Readonly<Record<string, string>>][]) {
    for (const [flag, owner] of Object.entries(flags)) {
      if (props[prop]?.[flag] !== undefined) {
        throw new Error(`${path}.${prop}: flag ${flag} would override ${owner}; write the range there and remove the flag`);
      }
    }
  }
  if (props.nodeMask !== undefined && props.controllerManagerArgs?.['node-cidr-mask-size'] !== undefined) {
    throw new Error(`${path}.controllerManagerArgs: flag node-cidr-mask-size and nodeMask say the same thing; keep nodeMask`);
  }
}

/** Types of a control plane's own props. */
export const CONTROL_PLANE_PROPS = {
  ...MACHINE_PROPS, apiServerArgs: TEXT_MAP, controllerManagerArgs: TEXT_MAP, schedulerArgs: TEXT_MAP,
  certSANs: TEXTS, auditLog: MAP, oidc: MAP, nodeMask: MAP,
} as const;

/**
 * A number of machines, or a percentage, as Kubernetes reads such fields.
 *
 * @throws for anything else; text without a percent sign is not read as a number
 */
export function checkNumberOrPercentage(where: string, value: number | string | undefined): void {
  const valid = value === undefined || (typeof value === 'number' ? Number.isInteger(value) && value >= 0 : /^\d{1,4}%$/.test(value));
  if (!valid) {
    throw new Error(`${where}: write a whole number or a percentage such as '40%', got ${typeof value === 'string' ? `'${value}'` : String(value)}`);
  }
}

function checkNoPrivateKey(where: string, text: string): void {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    throw new Error(`${where}: holds a private key, which would be written to the output; `
      + 'put it into a Secret on the hub and name that in contentFrom');
  }
}
