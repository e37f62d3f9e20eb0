# Messages en français. Un message qui dit un échec a un attribut `next` : que faire.

### Sorties

say-error = erreur :
say-warning = attention :
say-nothing = Rien à montrer.
say-as-of-on = au { $at }
say-as-of-known = tel que connu le { $at }
say-as-of-recorded = tel qu’enregistré à { $at }
say-fingerprint = empreinte { $fingerprint }

### Aide

help-usage = Utilisation :
help-commands = Commandes :
help-arguments = Arguments :
help-options = Options :
help-general = Options générales :
help-example = Exemple :

arg-ledger = Dossier du registre ; sinon SPRO_LEDGER, ou le plus proche dossier parent qui en contient un
arg-actor = Qui enregistre ; sinon SPRO_ACTOR, ou `as` dans les réglages
arg-lang = Langue des messages ; sinon SPRO_LANG, ou celle du système
arg-json = Écrire du JSON
arg-help = Expliquer la commande
arg-version = Dire la version
arg-on = Ce qui était vrai ce jour-là
arg-known-at = Tel que l’instance le savait ce jour-là
arg-recorded-at = Tel qu’enregistré à cet instant, ou à la fin de ce jour

cmd = Tient le registre d’une instance de coordination : qui s’est réuni, ce qui est décidé, qui doit quoi
    .example =
        spro --ledger registre init --body "SPRO 41 – Territoire de Blois"
        spro --ledger registre import compte-rendu.md
        spro --ledger registre action list --late

cmd-help = Expliquer une commande, ou le code de sortie
    .topic = Une commande, ou exit-codes
    .example = spro help exit-codes

cmd-verify = Contrôler que le registre est ce qui a été écrit
    .fingerprint = Contrôler que le registre contient ce dont un rapport portant cette empreinte a été tiré
    .accept = Accepter le registre tel quel, bien qu’un autre état en ait été vu
    .example =
        spro verify
        spro verify --fingerprint 14:gKPTwsDNCoSTVTlCMpazF_uIuzpn0FOUKNYai_FnWfY

### Code de sortie

exit-done = Tout est fait.
exit-refused = Une règle du registre, ou l’utilisateur, a refusé. Rien n’est enregistré.
exit-usage = La ligne de commande ou les réglages ne se comprennent pas.
exit-no-ledger = Il n’y a pas de registre.
exit-newer = Une version plus récente de spro a écrit le registre.
exit-truncated = Le registre s’arrête avant ce qui avait été confirmé.
exit-altered = Le registre, ou ses clés, n’est pas ce qui a été écrit.
exit-busy = Un autre processus enregistre, ou a enregistré entre-temps. Rien n’est enregistré.
exit-io = Un fichier ou un dossier n’a pas pu être lu ou écrit.
exit-indeterminate = On ne sait pas si les faits sont enregistrés.
exit-unreadable = Un document est illisible.
exit-not-found = Ce qui est demandé n’existe pas, ou plusieurs choses y répondent.
exit-older = Le registre est plus ancien que celui déjà vu ici.

### Colonnes

column-code = CODE
column-meaning = SENS
column-file = FICHIER
column-line = LIGNE
column-finding = CONSTAT

### verify

say-verified = Les { $position } enregistrements sont ceux qui ont été écrits.
say-tail = le dernier à écrire a laissé { $bytes } octets jamais confirmés ; le prochain les mettra de côté
error-findings = le registre n’est pas ce qui a été écrit
    .next = N’y enregistrez plus rien. Restaurez-le depuis une sauvegarde, puis lancez `spro verify` dessus.
error-older = le registre s’arrête à la position { $found }, et la position { $seen } a déjà été vue ici
    .next = Est-ce une ancienne copie ? Retrouvez la plus récente, ou acceptez celle-ci : spro verify --accept
error-rewritten = l’enregistrement à la position { $position } n’est pas celui déjà vu ici
    .next = C’est un autre registre de même identité, ou il a été réécrit. Comparez-le à une sauvegarde.

### Échecs

error-output = la réponse n’a pas pu être écrite
    .next = Reste-t-il de la place là où elle va ? Ce qui est enregistré le reste.
error-entropy = le système ne donne pas d’octets aléatoires
    .next = Réessayez.
error-no-ledger = il n’y a pas de registre ici, ni dans un dossier parent
    .next =
        Nommez-en un : spro --ledger DOSSIER …, ou réglez SPRO_LEDGER.
        Ou créez-en un : spro --ledger DOSSIER init --body NOM
error-no-ledger-in = { $path } ne contient pas de registre
    .next = Nommez un autre dossier, ou créez-en un là : spro --ledger DOSSIER init --body NOM
error-not-empty = { $path } n’est pas vide
    .next = Nommez un dossier nouveau ou vide.
error-newer-format = une version plus récente de spro a écrit { $path } (format { $format })
    .next = Installez cette version. Celle-ci ne touche pas au registre.
error-damaged = { $path } est endommagé : { $why }
    .next = Restaurez-le depuis une sauvegarde, puis lancez `spro verify`.
error-truncated = { $path } s’arrête trop tôt : { $expected } octets étaient confirmés, il en reste { $found }
    .next = Rien n’a été modifié. Restaurez le registre depuis une sauvegarde, puis lancez `spro verify`.
error-altered = { $path } a été modifié à la ligne { $line } : { $why }
    .next = Rien n’a été modifié à présent. Restaurez le registre depuis une sauvegarde, puis lancez `spro verify`.
error-poisoned = une écriture précédente dans { $path } a échoué
    .next = Relancez la commande : ce qui est déjà enregistré ne l’est pas deux fois.
error-store = le registre n’a pas pu être lu ou écrit
    .next = Lancez `spro verify`.
error-record-damaged = l’enregistrement après la position { $after } est endommagé
    .next = Lancez `spro verify`, et restaurez le registre depuis une sauvegarde.
error-stale = quelque chose à ce sujet a été enregistré entre-temps
    .next = Rien n’est enregistré. Regardez de nouveau, puis relancez la commande.
error-clock = l’horloge dit { $clock }, or les derniers faits sont enregistrés à { $last }
    .next = Rien n’est enregistré. Mettez l’horloge à l’heure, puis relancez la commande.
error-indeterminate = le disque a failli : on ne sait pas si les faits sont enregistrés
    .next = Lancez `spro verify`, puis relancez la commande : ce qui y est n’est pas enregistré deux fois.
error-append = les faits ne peuvent pas être enregistrés
    .next = Rien n’est enregistré.
error-busy = un autre processus enregistre dans { $path }
    .next = Attendez qu’il ait fini, puis relancez la commande.
error-io = { $path } ne peut pas être utilisé ({ $operation })
    .next = Regardez le dossier et le disque.
error-io-not-found = { $path } n’existe pas
    .next = Vérifiez le chemin.
error-io-permission = vous n’avez pas le droit d’utiliser { $path } ({ $operation })
    .next = Regardez à qui il appartient, et qui peut le lire et l’écrire.
error-io-read-only = { $path } est sur un disque qui ne peut pas être écrit
    .next = Rien n’est enregistré. Rendez-le accessible en écriture, ou copiez le registre ailleurs.
error-io-full = il n’y a plus de place sur le disque de { $path }
    .next = Faites de la place, puis relancez la commande.
error-config = les réglages dans { $path } sont illisibles
    .next = Le seul réglage est : as = "NOM"
error-no-home = il n’y a pas de dossier pour vos réglages
    .next = Réglez HOME, ou dites qui enregistre par --as ou SPRO_ACTOR.

### Lignes de commande qui ne se comprennent pas

usage-argument = il n’y a pas d’option { $argument } ici
    .next = `spro help COMMANDE` explique une commande.
usage-argument-similar = il n’y a pas d’option { $argument } ici ; vouliez-vous dire { $similar } ?
    .next = `spro help COMMANDE` explique une commande.
usage-as-of = { $argument } pose une question ; cette commande n’en prend pas, car elle enregistre ou contrôle
    .next = Mettez-le derrière une commande qui répond : spro action list --on 2024-06-30
usage-command = il n’y a pas de commande { $command }
    .next = `spro help` les liste.
usage-command-similar = il n’y a pas de commande { $command } ; vouliez-vous dire { $similar } ?
    .next = `spro help` les liste.
usage-conflict = { $argument } et { $other } s’excluent
    .next = Donnez l’un des deux.
usage-date-unclear = « { $text } » n’est pas clair comme date
    .next = Écrivez-la 2024-05-31, 2024-05, 2024-04-09/2024-04-14, ou en mots : 31 mai 2024, printemps 2024
usage-fingerprint = « { $text } » n’est pas une empreinte
    .next = Copiez-la de la dernière ligne d’un rapport : la position, deux points, 43 caractères
usage-instant = « { $text } » n’est pas un instant
    .next = Écrivez-le 2024-05-31T09:30:00Z, ou un jour : 2024-05-31
usage-language = il n’y a pas de messages en « { $language } »
    .next = Donnez fr ou en.
usage-missing = { $argument } manque
    .next = `spro help COMMANDE` explique une commande.
usage-missing-command = il manque une commande
    .next = `spro help` les liste.
usage-no-such-day = « { $text } » est un jour qu’aucun calendrier n’a
    .next = Vérifiez le jour et le mois.
usage-no-value = { $argument } attend une valeur
    .next = `spro help COMMANDE` explique une commande.
usage-not-one-day = « { $text } » n’est pas un seul jour
    .next = Écrivez le jour : 2024-05-31
usage-not-utf8 = un argument n’est pas en UTF-8
    .next = Regardez ses accents.
usage-other = la ligne de commande ne se comprend pas
    .next = `spro help COMMANDE` explique une commande.
usage-value = { $argument } ne prend pas « { $value } »
    .next = Valeurs possibles : { $values }
usage-values = { $argument } a trop ou trop peu de valeurs
    .next = `spro help COMMANDE` explique une commande.

### Faits, une ligne chacun

label-quote = « { $text } »
label-erased = (effacé)
label-on-behalf-of = pour { $what }
label-instead-of = à la place de { $what }
label-role = comme { $role }
label-for-body = pour l’instance
label-proxy = pouvoir à { $what }
label-arrived = arrivée à { $time }
label-left = départ à { $time }
label-starts = à partir de { $time }
label-ends = jusqu’à { $time }
label-venue = à { $text }
label-group = groupe de travail { $text }
label-by = par { $what }
label-by-whom = par { $who }
label-at-meeting = à la { $what }
label-about = au sujet de « { $text } »
label-answers = répond à { $what }
label-decided-by = décidée par { $who }
label-basis = sur la base de « { $text } »
label-until = jusqu’à { $when }
label-for-occasion = pour { $what }
label-owed-by = due par { $who }
label-due = échéance { $when }
label-decision = par la décision { $what }
label-when = { $when }
label-stops = { $count ->
    [one] { $count } étape
   *[other] { $count } étapes
}
label-audience = pour { $text }
label-organiser = organisée par { $who }
label-on = sur { $what }
label-body = l’instance
label-each-partner = chaque partenaire
label-nobody = personne de nommé

fact-body-founded = registre ouvert pour { $name }
fact-body-renamed = l’instance s’appelle désormais { $name }
fact-person-named = personne { $name }
fact-person-merged = ne fait qu’une avec { $name }
fact-person-erased = nom effacé ({ $ground })
fact-aliased = aussi appelé { $name }
fact-organisation-named = structure { $name }
fact-organisation-part-of = fait partie de { $name }
fact-organisation-merged = ne fait qu’une avec { $name }
fact-membership-began = { $name } siège dans l’instance
fact-membership-ended = fin du mandat
fact-meeting-planned = réunion prévue pour { $when }
fact-meeting-held = réunion tenue le { $when }
fact-meeting-cited = réunion du { $when } citée
fact-meeting-agenda = { $count ->
    [one] ordre du jour de { $count } point
   *[other] ordre du jour de { $count } points
}
fact-attendance-present = présence de { $name }
fact-attendance-remote = présence à distance de { $name }
fact-attendance-excused = excuse de { $name }
fact-attendance-absent = absence de { $name }
fact-attendance-proxied = pouvoir donné par { $name }
fact-minutes-drafted = compte rendu rédigé
fact-minutes-circulated = compte rendu diffusé
fact-minutes-approved = compte rendu approuvé
fact-minutes-approval-deferred = approbation du compte rendu reportée
fact-minutes-rectified = compte rendu rectifié
fact-cited = citation par le numéro
fact-cancelled = annulation
fact-lapsed = caducité
fact-decision-proposed = mise en décision
fact-decision-adopted = adoptée
fact-decision-adopted-once = adoptée sous condition : { $condition }
fact-decision-adopted-each = adoptée, avec un critère pour chaque manifestation : { $condition }
fact-decision-rejected = rejetée
fact-decision-deferred = reportée
fact-decision-withdrawn = retirée
fact-decision-amended = reformulée
fact-decision-superseded = remplacée par { $what }
fact-decision-repealed = abrogée
fact-condition-pending = condition en attente
fact-condition-met = condition remplie
fact-condition-failed = condition non remplie
fact-condition-waived = condition levée
fact-action-raised = à faire
fact-action-assigned = désormais due par { $who }
fact-action-unassigned = désormais due par personne de nommé
fact-action-due = échéance désormais { $when }
fact-action-undated = désormais sans échéance
fact-action-started = en cours
fact-action-completed = faite
fact-action-reopened = rouverte
fact-occasion-reported = manifestation
fact-occasion-asked = participation demandée à { $who }
fact-occasion-accepted = participation de { $who }
fact-occasion-wishes = souhait de participer de { $who }
fact-occasion-declined = pas de participation de { $who }
fact-occasion-estimated = { $number } visiteurs attendus
fact-occasion-estimated-daily = { $number } visiteurs attendus par jour
fact-occasion-counted = { $number } visiteurs venus
fact-idea-raised = idée
fact-idea-adopted = retenue
fact-idea-set-aside = écartée
fact-question-raised = question
fact-question-answered = réponse
fact-stance-lifted = position abandonnée
fact-document-stored = document lu
fact-document-announced = document annoncé, pas disponible
fact-document-link = adresse
fact-document-broken-link = adresse qui ne mène nulle part telle qu’imprimée

value-role-guest = invitation
value-role-observer = observation
value-ground-no-longer-needed = n’est plus nécessaire
value-ground-consent-withdrawn = consentement retiré
value-ground-objection = opposition
value-ground-unlawful = conservation illicite
value-ground-legal-obligation = obligation légale
value-occasion-tentative = en projet
value-occasion-confirmed = confirmée
value-occasion-postponed = reportée
value-occasion-held = a eu lieu
value-occasion-cancelled = annulée
value-side-for = avis favorable
value-side-against = avis défavorable
value-side-reservation = réserve
value-note-project = projet
value-note-working-group = groupe de travail
value-note-outline = canevas
value-note-staffing = tour de présence
value-note-exchange = échange
value-note-news = information
value-note-elsewhere = ailleurs
value-note-contradiction = contradiction ?
value-note-other = note
value-morning = matin
value-afternoon = après-midi
value-evening = soirée
