import { BackupStorageProps } from './backup-storage-props';
import { CredentialsFile, CredentialsOf, IdentityOf } from './identity';
import { identityBy } from './identity-by';
import type { Deferred } from '../../fleet';
import { TEXT, TEXT_OR_DEFERRED } from '../../fleet/check-props';

/** How Velero's pods are known to Azure: a credentials file, or a managed identity for their ServiceAccount (Microsoft Entra Workload ID). */
export type AzureCredentials = CredentialsFile | {
  /** Client id of the managed identity, federated with ServiceAccount `velero` of Velero's namespace; may be deferred. */
  readonly clientId: string | Deferred;
  /** Subscription of the cluster's disks; may be deferred. */
  readonly subscriptionId: string | Deferred;
  /** Resource group of the cluster's disks, that of its nodes; may be deferred. */
  readonly resourceGroup: string | Deferred;
  /** `AzurePublicCloud`, `AzureUSGovernmentCloud` or `AzureChinaCloud`. @default 'AzurePublicCloud' */
  readonly cloudName?: string;
};

/** A container of an Azure storage account. The options are those of `velero-plugin-for-microsoft-azure` v1.14. */
export interface AzureBackupStorageProps extends BackupStorageProps {
  /** Name of the storage account. */
  readonly storageAccount: string;
  /** How Velero's pods are known there. */
  readonly credentials: CredentialsOf<AzureCredentials>;
  /** Region of the storage account, for the rule about regions: `westeurope`. @default - not known */
  readonly region?: string;
  /** Resource group of the storage account; may be deferred. @default - none: `storageAccountURI` says enough */
  readonly resourceGroup?: string | Deferred;
  /** Subscription of the storage account; may be deferred. @default - that of the credentials */
  readonly subscriptionId?: string | Deferred;
  /** Variable in the credentials file that holds an access key of the storage account. @default - none */
  readonly storageAccountKeyEnvVar?: string;
  /**
   * Address of the blob endpoint, so that Velero need not be allowed to look it up: `https://acme.blob.core.windows.net`; may be deferred.
   *
   * @default - looked up
   */
  readonly storageAccountURI?: string | Deferred;
  /** Whether the storage account is entered by Microsoft Entra ID and not by an access key that Velero lists. @default false */
  readonly useAAD?: boolean;
  /** Address of Microsoft Entra ID in other clouds. @default - that of the public cloud */
  readonly activeDirectoryAuthorityURI?: string;
  /** Size of an uploaded block in bytes, 104857600 at most. @default 1048576 */
  readonly blockSizeInBytes?: number;
}

/** What a cluster is to Azure. @throws, when it is asked, for credentials of no known form */
export function azureIdentity(where: string, credentials: CredentialsOf<AzureCredentials>): IdentityOf {
  return identityBy(where, credentials, {
    words: '{ secret: { key } } or { clientId, subscriptionId, resourceGroup }',
    value: {
      name: 'clientId',
      beside: { required: { subscriptionId: TEXT_OR_DEFERRED, resourceGroup: TEXT_OR_DEFERRED }, optional: { cloudName: TEXT } },
      identity: ({ clientId, subscriptionId, resourceGroup, cloudName = 'AzurePublicCloud' }) => ({
        serviceAccountAnnotations: { 'azure.workload.identity/client-id': clientId },
        podLabels: { 'azure.workload.identity/use': 'true' },
        // What the credentials file holds beside a secret (README of the plug-in v1.14, "Azure AD Workload Identity").
        variables: { AZURE_SUBSCRIPTION_ID: subscriptionId, AZURE_RESOURCE_GROUP: resourceGroup, AZURE_CLOUD_NAME: cloudName },
        config: { useAAD: 'true' },
      }),
    },
  });
}
