const euros = new Intl.NumberFormat("fr-FR", { style: "currency", currency: "EUR" });

function fill(id, lines) {
  const list = document.getElementById(id);
  for (const line of lines) {
    const item = document.createElement("li");
    item.textContent = line;
    list.append(item);
  }
}

const config = await (await fetch("/api/config")).json();
fill(
  "plans",
  config.plans.map((plan) => `${plan.name} : ${euros.format(plan.monthlyPriceCents / 100)} par mois`),
);

const communities = await (await fetch("/api/communities")).json();
fill(
  "communities",
  communities.slice(0, 20).map((community) => `${community.name} (${community.city})`),
);
