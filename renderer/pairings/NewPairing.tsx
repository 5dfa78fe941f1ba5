import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Page } from '../ui/Page.tsx';
import { PairingForm } from './PairingForm.tsx';

export function NewPairing() {
  const { t } = useTranslation('pairings');
  const [, goTo] = useLocation();
  return (
    <Page title={t('form.titleNew')} lead={t('form.leadNew')}>
      <PairingForm row={null} onSaved={(id) => goTo(`/pairings/${id}`)} onCancel={() => goTo('/pairings')} />
    </Page>
  );
}
