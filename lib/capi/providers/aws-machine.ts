import { Deferred } from '../../fleet';
import { checkProps, MAP, OPENED, OPENED_MAP, TEXT, TEXT_MAP, TEXT_OR_DEFERRED, TEXTS_OR_DEFERRED } from '../../fleet/check-props';
import { MachineRole } from '../kubeadm/machine-provider';

/** A disk of an instance. */
export interface AwsVolume {
  /** Gibibytes, 8 at least. */
  readonly sizeGiB: number;
  /** EBS volume type: io1 and io2 need `iops`, and only gp3 takes `throughput`. @default - the provider's: gp3 */
  readonly type?: 'gp2' | 'gp3' | 'io1' | 'io2';
  /** Needed for io1 and io2. @default - what AWS gives the type */
  readonly iops?: number;
  /** MiB/s, gp3 only. @default - what AWS gives */
  readonly throughput?: number;
  /** Whether EBS encrypts the disk. @default true */
  readonly encrypted?: boolean;
  /** KMS key ARN or id, or deferred. @default - the account's key for EBS */
  readonly encryptionKey?: string | Deferred;
}

/** How an image is found by name: the provider takes the newest that matches. */
export interface AwsImageLookup {
  /** Account id that owns the images. */
  readonly org: string;
  /**
   * Image name with `{{.BaseOS}}` and `{{.K8sVersion}}` (the latter without `v`).
   *
   * @default - the provider's: `capa-ami-{{.BaseOS}}-?{{.K8sVersion}}-*`
   */
  readonly format?: string;
  /** Operating system in the image name, what `{{.BaseOS}}` stands for: `ubuntu-22.04`. @default - the provider's: `ubuntu-24.04` */
  readonly baseOS?: string;
}

/** An EC2 instance. */
export interface AwsMachine {
  /** `m6i.large`. */
  readonly instanceType: string;
  /**
   * The image: an AMI id, deferred if need be, or how to find one by the Kubernetes version.
   *
   * @default - the images that the provider's project publishes, which are not for production and kept for the last three minors only
   */
  readonly ami?: string | Deferred | AwsImageLookup;
  /**
   * Name of the IAM instance profile, or deferred.
   *
   * @default - the one that `clusterawsadm` makes for the role: `control-plane.` or `nodes.cluster-api-provider-aws.sigs.k8s.io`
   */
  readonly iamInstanceProfile?: string | Deferred;
  /** The disk that the machine boots from, no smaller than its image: `{ sizeGiB: 80 }`. @default - as large as the image, encrypted as it is */
  readonly rootVolume?: AwsVolume;
  /** Further disks by device name (`/dev/sdb`). @default - none */
  readonly nonRootVolumes?: Readonly<Record<string, AwsVolume>>;
  /** Ids of security groups beside those that the provider makes, or deferred. @default - none */
  readonly additionalSecurityGroupIds?: readonly (string | Deferred)[];
  /**
   * Buys spare capacity, which AWS takes back at two minutes' notice, at this price per hour at most; `{}` for the on-demand price.
   *
   * @default - on demand
   */
  readonly spot?: { readonly maxPrice?: string };
  /**
   * Access to the instance's credentials from the network: `required` asks for a session token (IMDSv2).
   *
   * @default - tokens required; two hops on the control plane, where the storage driver's pods need it, one elsewhere
   */
  readonly instanceMetadata?: { readonly httpTokens: 'optional' | 'required'; readonly hopLimit: number };
  /** Tags of the instance. @default - those of the cluster */
  readonly additionalTags?: Readonly<Record<string, string>>;
}

/**
 * `spec.template.spec` of an AWSMachineTemplate.
 *
 * @param path path of the machine, for messages
 * @throws for what the provider or AWS refuses
 */
export function machineSpec(path: string, machine: AwsMachine, role: MachineRole, sshKeyName: string): object {
  checkMachine(path, machine);
  const lookup = isId(machine.ami) ? undefined : machine.ami;
  const { httpTokens, hopLimit } = machine.instanceMetadata ?? { httpTokens: 'required', hopLimit: role === 'control-plane' ? 2 : 1 };
  return {
    instanceType: machine.instanceType,
    ami: isId(machine.ami) ? { id: machine.ami } : undefined,
    imageLookupOrg: lookup?.org,
    imageLookupFormat: lookup?.format,
    imageLookupBaseOS: lookup?.baseOS,
    iamInstanceProfile: machine.iamInstanceProfile ?? `${role === 'control-plane' ? 'control-plane' : 'nodes'}.cluster-api-provider-aws.sigs.k8s.io`,
    sshKeyName,
    rootVolume: machine.rootVolume && volume(`${path}.rootVolume`, machine.rootVolume),
    nonRootVolumes: machine.nonRootVolumes && Object.entries(machine.nonRootVolumes)
      .map(([deviceName, disk]) => ({ deviceName, ...volume(`${path}.nonRootVolumes['${deviceName}']`, disk) })),
    additionalSecurityGroups: machine.additionalSecurityGroupIds?.map(id => ({ id })),
    spotMarketOptions: machine.spot && { ...machine.spot },
    instanceMetadataOptions: { httpTokens, httpPutResponseHopLimit: hopLimit },
    additionalTags: machine.additionalTags && { ...machine.additionalTags },
  };
}

function isId(ami: AwsMachine['ami']): ami is string | Deferred {
  return typeof ami === 'string' || Deferred.isDeferred(ami);
}

function checkMachine(path: string, machine: AwsMachine): void {
  checkProps(`${path}.`, machine, { instanceType: TEXT }, {
    ami: OPENED, iamInstanceProfile: TEXT_OR_DEFERRED, additionalSecurityGroupIds: TEXTS_OR_DEFERRED, rootVolume: OPENED_MAP,
    nonRootVolumes: OPENED_MAP, spot: MAP, instanceMetadata: MAP, additionalTags: TEXT_MAP,
  });
  if (Deferred.isDeferred(machine.ami)) {
    return;
  }
  if (machine.ami !== undefined && typeof machine.ami === 'object') {
    checkProps(`${path}.ami.`, machine.ami, {}, {});
  }
  if (typeof machine.ami === 'string' ? !machine.ami.startsWith('ami-') : machine.ami !== undefined && typeof machine.ami?.org !== 'string') {
    throw new Error(`${path}.ami: write an id such as 'ami-0123456789abcdef0', or { org: '<account>' } to look one up, got ${JSON.stringify(machine.ami)}`);
  }
}

/** Rules of the provider's webhook (CAPA v2.11 `webhooks/awsmachinetemplate_webhook.go`). */
function volume(where: string, disk: AwsVolume): object {
  checkProps(`${where}.`, disk, {}, { encryptionKey: TEXT_OR_DEFERRED });
  if (!Number.isInteger(disk.sizeGiB) || disk.sizeGiB < 8) {
    throw new Error(`${where}.sizeGiB: write whole gibibytes, 8 at least, got ${disk.sizeGiB}`);
  }
  for (const prop of ['iops', 'throughput'] as const) {
    if (disk[prop] !== undefined && (!Number.isInteger(disk[prop]) || disk[prop] < 1)) {
      throw new Error(`${where}.${prop}: write a whole number above 0, got ${disk[prop]}`);
    }
  }
  if ((disk.type === 'io1' || disk.type === 'io2') && disk.iops === undefined) {
    throw new Error(`${where}: ${disk.type} needs iops`);
  }
  if (disk.throughput !== undefined && disk.type !== 'gp3') {
    throw new Error(`${where}.throughput: only gp3 takes it, got type ${disk.type ?? 'unset'}`);
  }
  return {
    size: disk.sizeGiB, type: disk.type, iops: disk.iops, throughput: disk.throughput,
    encrypted: disk.encrypted ?? true, encryptionKey: disk.encryptionKey,
  };
}
