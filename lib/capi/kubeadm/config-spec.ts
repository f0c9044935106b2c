import { checkFile } from './checks';
import { imageRepositories } from './images';
import { KubeadmSettings, MachineFile } from './machine-provider';
import { nodeLabelsFlag } from './node-labels';
import { AuditLog, KubeadmControlPlaneProps, KubeadmMachineProps, Oidc } from './props';
import type { Mirror } from '../../fleet';

const AUDIT_POLICY_PATH = '/etc/kubernetes/audit-policy.yaml';
const AUDIT_LOG_FOLDER = '/var/log/kubernetes/audit';
const DEFAULT_AUDIT_POLICY = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages:
  - RequestReceived
rules:
  - level: None
    nonResourceURLs: ["/healthz*", "/livez*", "/readyz*", "/version"]
  - level: None
    resources:
      - group: ""
        resources: ["events"]
      - group: coordination.k8s.io
        resources: ["leases"]
  - level: Metadata
`;

/** `kubeadmConfigSpec` of a KubeadmControlPlane (`v1beta2`). */
export function controlPlaneConfig(path: string, props: KubeadmControlPlaneProps<unknown>, needs: KubeadmSettings, mirror: Mirror): object {
  const audit = props.auditLog && auditSettings(props.auditLog);
  const nodeRegistration = registration(path, props, needs);
  const apiServerArgs = mergeArgs(`${path}: apiServerArgs`, needs.apiServerArgs, audit?.args, props.oidc && oidcArgs(path, props.oidc), props.apiServerArgs);
  const controllerManagerArgs = mergeArgs(`${path}: controllerManagerArgs`, needs.controllerManagerArgs, nodeMaskArgs(props.nodeMask), props.controllerManagerArgs);
  return orDefault({
    clusterConfiguration: omitEmpty({
      ...imageRepositories(mirror),
      apiServer: omitEmpty({
        extraArgs: argList(apiServerArgs),
        extraVolumes: audit?.volumes,
        certSANs: nonEmpty([...new Set([...needs.certSANs ?? [], ...props.certSANs ?? []])]),
      }),
      controllerManager: omitEmpty({ extraArgs: argList(controllerManagerArgs) }),
      scheduler: omitEmpty({ extraArgs: argList(props.schedulerArgs ?? {}) }),
    }),
    // KubeadmControlPlane compares init and join as one: a difference between them would roll machines for nothing.
    initConfiguration: nodeRegistration && { nodeRegistration },
    joinConfiguration: nodeRegistration && { nodeRegistration },
    ...machineConfig(path, props, needs, audit?.files ?? []),
  });
}

/** `spec.template.spec` of a KubeadmConfigTemplate (`v1beta2`) for workers. */
export function workerConfig(path: string, props: KubeadmMachineProps, needs: KubeadmSettings, nodeLabels: Readonly<Record<string, string>>): object {
  const labels = nodeLabelsFlag(path, nodeLabels);
  const withLabels = labels === undefined ? needs : { ...needs, kubeletArgs: mergeArgs(`${path}: nodeLabels`, needs.kubeletArgs, { 'node-labels': labels }) };
  const nodeRegistration = registration(path, props, withLabels);
  return orDefault({ joinConfiguration: nodeRegistration && { nodeRegistration }, ...machineConfig(path, props, needs, []) });
}

/** v1beta2 refuses an empty spec; this is its default, said aloud. */
function orDefault(spec: Record<string, unknown>): object {
  return omitEmpty(spec) ?? { format: 'cloud-config' };
}

function registration(path: string, props: KubeadmMachineProps, needs: KubeadmSettings): object | undefined {
  return omitEmpty({
    name: needs.nodeName,
    kubeletExtraArgs: argList(mergeArgs(`${path}: kubeletArgs`, needs.kubeletArgs, props.kubeletArgs)),
    // An empty list means "no taints", which is a wish of its own: only undefined is left out.
    taints: props.taints?.map(taint => ({ ...taint })),
  });
}

function machineConfig(path: string, props: KubeadmMachineProps, needs: KubeadmSettings, extra: readonly MachineFile[]): object {
  const files = [...needs.files ?? [], ...extra, ...props.files ?? []];
  files.forEach((file, i) => {
    checkFile(path, file);
    if (files.findIndex(other => other.path === file.path) !== i) {
      throw new Error(`${path}: files: ${file.path} is written twice; Cluster API refuses equal paths, remove one`);
    }
    if ((file.content === undefined) === (file.contentFrom === undefined)) {
      throw new Error(`${path}: files: ${file.path} needs either content or contentFrom`);
    }
  });
  const preKubeadmCommands = [...needs.preKubeadmCommands ?? [], ...props.preKubeadmCommands ?? []];
  const postKubeadmCommands = [...props.postKubeadmCommands ?? []];
  checkJinja(path, [...files.map(file => file.content ?? ''), ...preKubeadmCommands, ...postKubeadmCommands]);
  return {
    files: nonEmpty(files.map(toFile)),
    preKubeadmCommands: nonEmpty(preKubeadmCommands),
    postKubeadmCommands: nonEmpty(postKubeadmCommands),
    users: nonEmpty((props.users ?? []).map(user => ({ ...user, sshAuthorizedKeys: [...user.sshAuthorizedKeys] }))),
  };
}

/**
 * User data is a Jinja template (Cluster API v1.14 `bootstrap/kubeadm/pkg/cloudinit`): the shell's length of a variable opens a comment in it,
 * and with one left open no machine boots.
 */
function checkJinja(path: string, texts: readonly string[]): void {
  const bad = texts.find(text => text.includes('{#'));
  if (bad !== undefined) {
    const line = bad.split('\n').find(l => l.includes('{#'))!.trim();
    throw new Error(`${path}: cloud-init takes '{#' as the beginning of a Jinja comment, got '${line}'; write it without these two characters together`);
  }
}

function toFile(file: MachineFile): object {
  const { contentFrom, ...rest } = file;
  return { ...rest, contentFrom: contentFrom && { secret: { name: contentFrom.secret, key: contentFrom.key } } };
}

function auditSettings(audit: AuditLog): { args: Record<string, string>; files: MachineFile[]; volumes: object[] } {
  return {
    args: {
      'audit-policy-file': AUDIT_POLICY_PATH,
      'audit-log-path': `${AUDIT_LOG_FOLDER}/audit.log`,
      'audit-log-maxage': String(audit.maxAgeDays ?? 30),
      'audit-log-maxbackup': String(audit.maxFiles ?? 10),
      'audit-log-maxsize': String(audit.maxSizeMegabytes ?? 100),
    },
    files: [{ path: AUDIT_POLICY_PATH, content: audit.policy ?? DEFAULT_AUDIT_POLICY, permissions: '0600' }],
    volumes: [
      { name: 'audit-policy', hostPath: AUDIT_POLICY_PATH, mountPath: AUDIT_POLICY_PATH, readOnly: true, pathType: 'File' },
      { name: 'audit-log', hostPath: AUDIT_LOG_FOLDER, mountPath: AUDIT_LOG_FOLDER, pathType: 'DirectoryOrCreate' },
    ],
  };
}

function oidcArgs(path: string, oidc: Oidc): Record<string, string> {
  if (!oidc.issuerUrl.startsWith('https://')) {
    throw new Error(`${path}: oidc.issuerUrl: the API server takes only https, got '${oidc.issuerUrl}'; write https://...`);
  }
  const args: Record<string, string | undefined> = {
    'oidc-issuer-url': oidc.issuerUrl,
    'oidc-client-id': oidc.clientId,
    'oidc-username-claim': oidc.usernameClaim,
    'oidc-username-prefix': oidc.usernamePrefix,
    'oidc-groups-claim': oidc.groupsClaim,
    'oidc-groups-prefix': oidc.groupsPrefix,
  };
  return Object.fromEntries(Object.entries(args).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function nodeMaskArgs(mask: KubeadmControlPlaneProps<unknown>['nodeMask']): Record<string, string> {
  return {
    ...(mask?.ipv4 === undefined ? {} : { 'node-cidr-mask-size-ipv4': String(mask.ipv4) }),
    ...(mask?.ipv6 === undefined ? {} : { 'node-cidr-mask-size-ipv6': String(mask.ipv6) }),
  };
}

/** Flags of several sources in one map. Two values for one flag are an error, whoever sets them. */
function mergeArgs(where: string, ...sources: (Readonly<Record<string, string>> | undefined)[]): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const source of sources) {
    for (const [name, value] of Object.entries(source ?? {})) {
      if (Object.hasOwn(merged, name) && merged[name] !== value) {
        throw new Error(`${where}: flag ${name} is set to '${merged[name]}' and to '${value}'; remove one (the infrastructure and other options set flags too)`);
      }
      merged[name] = value;
    }
  }
  return merged;
}

/** v1beta2 takes flags as a list of unique names; sorted, so that the order they were written in rolls nothing. */
function argList(args: Readonly<Record<string, string>>): object[] | undefined {
  return nonEmpty(Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => ({ name, value })));
}

function nonEmpty<T>(list: T[]): T[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** The object without undefined fields; undefined when nothing is left, because v1beta2 refuses empty objects. */
function omitEmpty(object: Record<string, unknown>): Record<string, unknown> | undefined {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
