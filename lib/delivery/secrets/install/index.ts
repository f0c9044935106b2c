export { externalSecretsOperator } from './external-secrets-operator';
