import { ThemePicker } from '../components/theme-picker.tsx';
import { Card } from './card.tsx';

export function ThemeCard() {
  return (
    <Card title="Theme" lead="System follows your device. The choice holds for this browser.">
      <div className="max-w-sm">
        <ThemePicker />
      </div>
    </Card>
  );
}
