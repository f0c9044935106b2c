import { BackupStorageProps } from './backup-storage-props';
import { CredentialsFile, CredentialsOf, IdentityOf } from './identity';
import { identityBy } from './identity-by';
import type { Deferred } from '../../fleet';

/**
 * How Velero's pods are known to Google Cloud: a credentials file, a Google service account for their ServiceAccount (Workload Identity), or
 * `'pods'`: the service account of their nodes.
 */
export type GcpCredentials = CredentialsFile | {
  /** `velero@acme-prod.iam.gserviceaccount.com`: ServiceAccount `velero` of Velero's namespace may act as it. It may be deferred. */
  readonly serviceAccount: string | Deferred;
} | 'pods';

/** A bucket of Google Cloud Storage. The options are those of `velero-plugin-for-gcp` v1.14. */
export interface GcpBackupStorageProps extends BackupStorageProps {
  /** How Velero's pods are known there. */
  readonly credentials: CredentialsOf<GcpCredentials>;
  /** Region of the bucket, for the rule about regions: `europe-west1`. @default - not known */
  readonly region?: string;
  /** Name of the Cloud KMS key that encrypts backups; may be deferred. @default - as the bucket does */
  readonly kmsKeyName?: string | Deferred;
  /** Address of another endpoint; may be deferred. @default - that of Google */
  readonly storeEndpoint?: string | Deferred;
  /** Universe domain. @default 'googleapis.com' */
  readonly universeDomain?: string;
}

/** What a cluster is to Google Cloud. @throws, when it is asked, for credentials of no known form */
export function gcpIdentity(where: string, credentials: CredentialsOf<GcpCredentials>): IdentityOf {
  return identityBy(where, credentials, {
    words: "{ secret: { key } }, { serviceAccount } or 'pods'",
    pods: true,
    value: {
      name: 'serviceAccount',
      // Without a key file, addresses for downloads are signed in the name of this account (README of the plug-in v1.14, "Workload Identity").
      identity: ({ serviceAccount }) => ({ serviceAccountAnnotations: { 'iam.gke.io/gcp-service-account': serviceAccount }, config: { serviceAccount } }),
    },
  });
}
