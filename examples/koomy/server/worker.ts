import { sendTemplate } from "./email";
import { log } from "./logger";
import { storage } from "./storage";

const INTERVAL = 15 * 60 * 1000;
const DAY = 24 * 60 * 60 * 1000;

async function sendEventReminders() {
  const now = new Date();
  const events = await storage.getEventsStartingBetween(now, new Date(now.getTime() + DAY));
  for (const event of events) {
    const registrations = await storage.getRegistrations(event.id);
    for (const registration of registrations) {
      if (registration.status !== "confirmed") continue;
      const membership = await storage.getMembership(registration.membershipId);
      if (!membership?.email) continue;
      await sendTemplate(
        "event_reminder",
        membership.email,
        {
          name: membership.displayName,
          event: event.title,
          date: event.startsAt.toLocaleString("fr-FR"),
          location: event.location || "",
        },
        event.communityId,
      );
    }
    await storage.updateEvent(event.id, { reminderSentAt: new Date() });
  }
  return events.length;
}

async function markExpiredFees() {
  const expired = await storage.getMembersExpiringBefore(new Date());
  for (const membership of expired) {
    await storage.updateMembership(membership.id, { feeStatus: "due" });
    if (membership.email) {
      await sendTemplate("fee_due", membership.email, { name: membership.displayName }, membership.communityId);
    }
  }
  return expired.length;
}

export function startWorker() {
  setInterval(async () => {
    try {
      const reminders = await sendEventReminders();
      const expired = await markExpiredFees();
      log(`rappels: ${reminders} événements, ${expired} cotisations échues`, "worker");
    } catch (error) {
      console.error("Worker en erreur:", error);
    }
  }, INTERVAL);
}
