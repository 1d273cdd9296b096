import { useId, useState } from "preact/hooks";
import { type NotificationSettings, notificationKinds } from "../../lib/domain/notifications.ts";
import { Notice } from "../ui/controls.tsx";
import { Switch, SwitchField } from "../ui/switch.tsx";
import type { OptionsActions, OptionsModel } from "./model.ts";
import { useWords } from "./words.ts";

interface NotificationsCardProps {
  model: Pick<OptionsModel, "settings" | "areNotificationsAllowed">;
  actions: Pick<OptionsActions, "changeSettings" | "allowNotifications" | "giveNotificationsBack">;
}

/** What the browser tells at once. Each switch holds at once: the browser asks only within the press. */
export function NotificationsCard({ model, actions }: NotificationsCardProps) {
  const { common, options } = useWords();
  const words = options.automation.notifications;
  const id = useId();
  const { notifications } = model.settings;
  const isAllowed = model.areNotificationsAllowed;
  const isAnyOn = notificationKinds.some((kind) => notifications[kind]);
  const [trouble, setTrouble] = useState<"failed" | "refused" | null>(null);

  const attempt = async (work: () => Promise<unknown>) => {
    setTrouble(null);
    await work().catch(() => setTrouble("failed"));
  };
  const allow = async () => {
    if ((await actions.allowNotifications()) === "refused") setTrouble("refused");
  };
  const change = (patch: Partial<NotificationSettings>) =>
    attempt(async () => {
      const after = { ...notifications, ...patch };
      const willBeOn = notificationKinds.some((kind) => after[kind]);
      const asking = willBeOn && !isAllowed ? allow() : null;
      await actions.changeSettings((current) => ({
        ...current,
        notifications: { ...current.notifications, ...patch },
      }));
      await asking;
      // What nobody wants, Pípni need not be allowed.
      if (!willBeOn && isAllowed) await actions.giveNotificationsBack();
    });

  return (
    <section class="card card-body stack" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.title}</h2>
      <p class="small mute">{words.lead}</p>
      {notificationKinds.map((kind) => (
        <Switch
          key={kind}
          label={words.kinds[kind]}
          checked={notifications[kind]}
          onChange={(on) => change({ [kind]: on })}
        />
      ))}
      {isAnyOn && (
        <SwitchField
          label={words.names}
          hint={words.namesHint}
          checked={notifications.names}
          onChange={(names) => change({ names })}
        />
      )}
      {isAnyOn && !isAllowed && (
        <Notice tone="warn">
          {trouble === "refused" ? words.refused : words.withdrawn}{" "}
          <button type="button" class="link" onClick={() => attempt(allow)}>
            {words.allow}
          </button>
        </Notice>
      )}
      {trouble === "failed" && <Notice tone="bad">{common.failed}</Notice>}
    </section>
  );
}
