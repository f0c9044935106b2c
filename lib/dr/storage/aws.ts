import { BackupStorageProps } from './backup-storage-props';
import { CredentialsFile, CredentialsOf, IdentityOf } from './identity';
import { identityBy } from './identity-by';
import type { Deferred } from '../../fleet';

/**
 * How Velero's pods are known to AWS: a credentials file, an IAM role for their ServiceAccount (IRSA), or `'pods'`: EKS Pod Identity, or the instance
 * profile of their nodes, both of which are arranged outside of the cluster.
 */
export type AwsCredentials = CredentialsFile | {
  /** ARN of the role: `arn:aws:iam::111122223333:role/velero-us-east`; may be deferred. It trusts ServiceAccount `velero` of Velero's namespace. */
  readonly roleArn: string | Deferred;
} | 'pods';

/** A bucket of AWS S3, or of a store that speaks its protocol. The options are those of `velero-plugin-for-aws` v1.14. */
export interface AwsBackupStorageProps extends BackupStorageProps {
  /** Region of the bucket: `eu-west-1`. For other stores what they ask for, often `minio` or `us-east-1`. */
  readonly region: string;
  /** How Velero's pods are known there. */
  readonly credentials: CredentialsOf<AwsCredentials>;
  /** Whether the bucket is part of the path of a URL, as most other stores need. @default false */
  readonly s3ForcePathStyle?: boolean;
  /** Address of another store: `https://minio.example.com`. Never deferred: two places are one where it is the same. @default - AWS */
  readonly s3Url?: string;
  /** Address by which people download logs, where `s3Url` is only reached from inside; may be deferred. @default - `s3Url` */
  readonly publicUrl?: string | Deferred;
  /** How AWS encrypts: `AES256`, `aws:kms`. @default - as the bucket does */
  readonly serverSideEncryption?: string;
  /** Id, alias or ARN of the KMS key that encrypts backups; may be deferred. @default - none */
  readonly kmsKeyId?: string | Deferred;
  /** Path in the pod of the key for SSE-C. @default - none */
  readonly customerKeyEncryptionFile?: string;
  /** Secret with the key for SSE-C, as `<name>/<key>`. @default - none */
  readonly customerKeyEncryptionSecret?: string;
  /** Version of signatures of download addresses: `1` or `4`. @default - 4 */
  readonly signatureVersion?: string;
  /** Profile in the credentials file. @default 'default' */
  readonly profile?: string;
  /** Whether any certificate of the endpoint is trusted. @default false */
  readonly insecureSkipTLSVerify?: boolean;
  /** Whether the shared configuration file is read too. @default false */
  readonly enableSharedConfig?: boolean;
  /** Tags of objects, as in a URL: `team=platform&env=prod`. @default - none */
  readonly tagging?: string;
  /** Checksum of uploads: `CRC32`. Empty for none, which some other stores need. @default 'CRC32' */
  readonly checksumAlgorithm?: string;
}

/** What a cluster is to AWS. @throws, when it is asked, for credentials of no known form */
export function awsIdentity(where: string, credentials: CredentialsOf<AwsCredentials>): IdentityOf {
  return identityBy(where, credentials, {
    words: "{ secret: { key } }, { roleArn } or 'pods'",
    pods: true,
    value: { name: 'roleArn', identity: ({ roleArn }) => ({ serviceAccountAnnotations: { 'eks.amazonaws.com/role-arn': roleArn } }) },
  });
}
