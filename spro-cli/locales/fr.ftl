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

cmd-repair = Réparer ce qui peut l’être sans toucher à rien de ce qui est enregistré
    .dry-run = Dire ce qui serait réparé, sans rien écrire
    .example =
        spro repair --dry-run
        spro repair

### Code de sortie

code-done = Tout est fait.
code-refused = Une règle du registre, ou l’utilisateur, a refusé. Rien n’est enregistré.
code-usage = La ligne de commande ou les réglages ne se comprennent pas.
code-no-ledger = Il n’y a pas de registre.
code-newer = Une version plus récente de spro a écrit le registre.
code-truncated = Le registre s’arrête avant ce qui avait été confirmé.
code-altered = Le registre, ou ses clés, n’est pas ce qui a été écrit.
code-busy = Un autre processus enregistre, ou a enregistré entre-temps. Rien n’est enregistré.
code-io = Un fichier ou un dossier n’a pas pu être lu ou écrit.
code-indeterminate = On ne sait pas si les faits sont enregistrés.
code-unreadable = Un document est illisible.
code-not-found = Ce qui est demandé n’existe pas, ou plusieurs choses y répondent.
code-older = Le registre est plus ancien que celui déjà vu ici.

### Colonnes

column-code = CODE
column-meaning = SENS
column-file = FICHIER
column-line = LIGNE
column-finding = CONSTAT

### verify

say-verified = Les { $position } enregistrements sont ceux qui ont été écrits.
column-grade = GRAVITÉ
value-grade-clean = rien
value-grade-recoverable = réparable
value-grade-truncated = coupé
value-grade-altered = modifié
say-mendable = Les { $position } enregistrements sont ceux qui ont été écrits ; ce qui est constaté n’en touche aucun.
say-erased-keys = { $keys } clés de noms effacés sont de nouveau dans `keys/`, comme après la restauration d’une sauvegarde ; la prochaine commande qui enregistre les détruit
say-snapshot-ignored = ce qui était gardé des actions ouvertes ne sert plus et a été refait
say-snapshot-unsaved = ce qui est connu des actions ouvertes n’a pas pu être gardé : la prochaine question relira tout
say-tail = le dernier à écrire a laissé { $bytes } octets jamais confirmés ; le prochain les mettra de côté
error-findings = le registre n’est pas ce qui a été écrit
    .next = N’y enregistrez plus rien. Restaurez-le depuis une sauvegarde, puis lancez `spro verify` dessus.
error-findings-cut = le registre s’arrête avant ce qui avait été confirmé
    .next = N’y enregistrez plus rien. Restaurez-le depuis une sauvegarde, puis lancez `spro verify` dessus.
error-older = le registre s’arrête à la position { $found }, et la position { $seen } a déjà été vue ici
    .next = Est-ce une ancienne copie ? Retrouvez la plus récente, ou acceptez celle-ci : spro verify --accept
error-rewritten = l’enregistrement à la position { $position } n’est pas celui déjà vu ici
    .next = C’est un autre registre de même identité, ou il a été réécrit. Comparez-le à une sauvegarde.

### repair

column-mend = CE QUI EST FAIT
column-aside = MIS DE CÔTÉ DANS
value-mend-end = ce que le dernier à écrire a laissé est lu : les enregistrements entiers sont gardés, une écriture coupée est mise de côté
value-mend-unfinished-segment = un segment jamais commencé est mis de côté
value-mend-head-slot = il est réécrit d’après sa moitié intacte
value-mend-head = refait d’après le journal
value-mend-description = le texte du format est réécrit
value-mend-snapshot = ce qui est gardé des actions ouvertes est abandonné ; la prochaine question le refait
value-mend-lock = le fichier que verrouille qui écrit est refait
value-mend-index = il est supprimé : il se déduit du journal, et la prochaine commande qui enregistre le refait
value-mend-other = réparé
value-mend-left = laissé tel quel : { $why }
say-new-head = `head` n’est déduit que du journal, qui s’arrête à la position { $position } : si vous avez une empreinte plus récente, des enregistrements manquent (spro verify --fingerprint)
say-nothing-mended = Il n’y a rien à réparer.
say-would-mend = Rien n’a été écrit. Pour réparer : spro repair
say-mended = C’est réparé ; rien de ce qui était enregistré n’a été touché.

### Échecs

error-output = la réponse n’a pas pu être écrite
    .next = Reste-t-il de la place là où elle va ? Ce qui est enregistré le reste.
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
error-io = { $path } ne peut pas être utilisé
    .next = Regardez le dossier et le disque.
error-io-not-found = { $path } n’existe pas
    .next = Vérifiez le chemin.
error-io-permission = vous n’avez pas le droit d’utiliser { $path }
    .next = Regardez à qui il appartient, et qui peut le lire et l’écrire.
error-io-read-only = { $path } est sur un disque qui ne peut pas être écrit
    .next = Rien n’est enregistré. Rendez-le accessible en écriture, ou copiez le registre ailleurs.
error-io-full = il n’y a plus de place sur le disque de { $path }
    .next = Faites de la place, puis relancez la commande.
error-io-failed = le disque n’a pas pu lire ou écrire { $path }
    .next = Copiez le registre sur un autre disque, puis lancez `spro verify` sur la copie.
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
usage-not-unicode = un argument n’est pas en UTF-8
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
label-venue = lieu : { $text }
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
fact-person-named = nom : { $name }
fact-person-merged = ne fait qu’une avec { $name }
fact-person-erased = nom effacé ({ $ground })
fact-aliased = aussi appelé { $name }
fact-organisation-named = nom : { $name }
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
fact-attendance-present = présence : { $name }
fact-attendance-remote = présence à distance : { $name }
fact-attendance-excused = excuse : { $name }
fact-attendance-absent = absence : { $name }
fact-attendance-proxied = pouvoir donné : { $name }
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
fact-occasion-reported = décrite
fact-occasion-asked = participation demandée : { $who }
fact-occasion-accepted = participation : { $who }
fact-occasion-wishes = souhait de participer : { $who }
fact-occasion-declined = pas de participation : { $who }
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
fact-read-as-one = lu comme une seule structure
fact-read-as-service = lu comme un service et celle qui l’héberge
fact-read-as-first = lu comme la structure avant la barre
fact-read-as-no-organisation = personne ne sait de quelle structure il s’agit
fact-read-as-nobody = personne ne sait de qui il s’agit
fact-read-as-day-first = les dates se lisent jour d’abord
fact-read-as-month-first = les dates se lisent mois d’abord
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
label-meeting = réunion du { $when }
label-not-in-force = n’est plus en vigueur
label-learned = su le { $day }
label-recorded-later = enregistré plus tard, le { $day }

fact-corrects-minutes = corrige { $position } : compte rendu modifié
fact-corrects-slip = corrige la position { $position }, une erreur de saisie
fact-corrects-news = corrige la position { $position }
fact-retracts = retire la position { $position }

value-kind-body = instance
value-kind-person = personne
value-kind-organisation = structure
value-kind-membership = mandat
value-kind-meeting = réunion
value-kind-decision = décision
value-kind-action = action
value-kind-occasion = manifestation
value-kind-idea = idée
value-kind-question = question
value-kind-stance = position
value-kind-note = note
value-kind-document = document

column-since = DEPUIS
column-remark = REMARQUE

### Enregistrer

arg-since = Depuis quand c’est vrai, si ce n’est pas le jour de --learned
arg-learned = Le jour où l’instance l’a su ; sinon aujourd’hui
ask-yes = o oui
    .label = [o]ui
    .help = enregistre ce qui est montré
ask-actor = Qui enregistre ? Votre nom, à garder dans vos réglages :
say-actor-saved = Votre nom est gardé dans { $path }.
say-recovered = le dernier programme à enregistrer ici s’est mal terminé ; tout ce qui était confirmé est là
say-set-aside = le dernier programme à enregistrer ici s’est mal terminé ; ce qu’il avait commencé d’écrire est dans le dossier quarantine du registre

say-founded = Registre de { $body } ouvert dans { $path }.
error-no-actor = il n’est pas dit qui enregistre
    .next =
        Dites-le : --as NOM, ou réglez SPRO_ACTOR.
        Ou mettez-le dans vos réglages : as = "NOM" dans spro/config.toml, dans votre dossier de réglages
error-nobody = le registre ne connaît personne nommé « { $name } »
    .next = `spro person list` et `spro organisation list` montrent les noms. Pour en enregistrer : spro person add NOM, spro organisation add NOM
error-not-found = rien ici ne s’appelle « { $id } »
    .next = Donnez le numéro imprimé, comme A4, ou la fin de l’identifiant tel qu’une liste le montre.
error-ambiguous = plusieurs choses s’appellent « { $id } » : { $found }
    .next = Donnez plus de l’identifiant, ou tout.
error-ambiguous-name = plusieurs s’appellent « { $id } » : { $found }
    .next = Donnez le nom entier, ou l’un de ces identifiants.
error-needs-yes = ceci demande un oui, et personne n’est là pour répondre
    .next = Rien n’est enregistré. Donnez --yes.
error-declined = rien n’est enregistré
    .next = Relancez la commande pour être interrogé de nouveau.
error-input = la réponse n’a pas pu être lue
    .next = Donnez-la en argument : --yes.
error-collation = l’ordre des lettres n’est pas disponible
    .next = C’est un défaut de spro ; signalez-le à ses auteurs.
error-network = { $path } est sur un lecteur réseau ({ $kind }), où rien ne peut être gardé sûrement
    .next = Nommez un dossier sur un disque local.
error-unknown-file = { $path } ne fait pas partie du journal
    .next = Déplacez-le ailleurs, puis lancez `spro verify`.
error-malformed = l’enregistrement à la position { $position } n’est pas un { $kind } : ses données ne se lisent pas à partir de l’octet { $column }
    .next = Lancez `spro verify`, et restaurez le registre depuis une sauvegarde.
error-newer-event = à la position { $position }, une version plus récente de spro a enregistré un { $kind }, que celle-ci ne connaît pas
    .next = Installez cette version.
error-newer-version = à la position { $position }, une version plus récente de spro a enregistré un { $kind } de forme { $found } ; celle-ci connaît la forme { $known }
    .next = Installez cette version.
error-no-keys = les clés du registre manquent
    .next = Restaurez le dossier keys depuis une sauvegarde du même registre.
error-keys = les clés du registre ne sont pas accessibles
    .next = Regardez le dossier keys du registre.
error-keys-old = le dossier keys n’a pas la clé d’un texte scellé
    .next = Il vient d’un autre registre ou d’une ancienne copie. Restaurez-le depuis une sauvegarde.
error-sealed-key = un texte est scellé sous une autre clé
    .next = Le dossier keys vient d’un autre registre. Restaurez-le depuis une sauvegarde.
error-sealed-destroyed = la clé de { $owner } a été détruite par un effacement
    .next = Rien n’est enregistré. Ce qui a été effacé ne se complète plus.
error-sealed = un texte scellé ne s’ouvre pas
    .next = Le dossier keys vient d’un autre registre ou d’une ancienne copie. Restaurez-le depuis une sauvegarde.

cmd-init = Créer un registre pour une instance, dans un dossier nouveau ou vide
    .body = Le nom de l’instance
    .example = spro --ledger registre --as "Ana BEL" init --body "SPRO 41 – Territoire de Blois" --lang fr

cmd-replay = Raconter l’histoire dans l’ordre où elle a été enregistrée
    .example = spro replay --recorded-at 2024-06-30

cmd-timeline = Dire ce qui est en vigueur, dans l’ordre où c’est devenu vrai
    .example = spro timeline --on 2024-06-30

### Ce qui est connu, et changements à la main

arg-id = Un numéro imprimé, comme A4, ou la fin d’un identifiant tel qu’une liste le montre

value-action-needs-action = à faire
value-action-in-process = en cours
value-action-completed = faite
value-action-cancelled = abandonnée
value-decision-unknown = connue par son seul numéro
value-decision-proposed = proposée
value-decision-standing = en vigueur
value-decision-conditional = sous condition
value-decision-rejected = rejetée
value-decision-deferred = reportée
value-decision-withdrawn = retirée
value-decision-superseded = remplacée
value-decision-repealed = abrogée
value-decision-lapsed = caduque
value-verdict-pending = en attente
value-verdict-met = remplie
value-verdict-failed = non remplie
value-verdict-waived = levée
value-idea-raised = émise
value-idea-adopted = retenue
value-idea-set-aside = écartée
value-question-open = ouverte
value-question-answered = répondue
value-question-lapsed = caduque

error-is = c’est déjà le cas : { $status }
    .next = Rien n’est enregistré. `spro show ID` raconte son histoire.
error-is-since = c’est déjà le cas : { $status }, depuis { $since }
    .next = Rien n’est enregistré. `spro show ID` raconte son histoire.
error-unchanged = c’est déjà ainsi
    .next = Rien n’est enregistré.
error-overtaken = ce qui est enregistré comme vrai depuis { $since } s’y oppose
    .next = Rien n’est enregistré. Dites-le d’un jour plus tardif : --since QUAND
error-no-condition = la décision n’a pas de condition
    .next = Rien n’est enregistré. `spro show ID` raconte son histoire.
error-judged-once = la condition se juge une fois pour toutes, pas pour une manifestation
    .next = Rien n’est enregistré. Retirez --occasion.
error-judged-for-each = la condition se juge pour chaque manifestation
    .next = Rien n’est enregistré. Nommez-la : --occasion ID
error-cycle = une décision ne peut pas prendre sa propre place, même par d’autres ({ $through })
    .next = Rien n’est enregistré. `spro show ID` raconte son histoire.
error-rejected = une règle du registre a refusé
    .next = Rien n’est enregistré.
error-original = le document original { $original } est endommagé
    .next = Lancez `spro verify`, et restaurez le dossier blobs depuis une sauvegarde.
error-original-differs = le document original { $original } est déjà gardé, avec un autre contenu
    .next = Lancez `spro verify`.
error-original-missing = le document original { $original } manque
    .next = Restaurez le dossier blobs depuis une sauvegarde.

say-named-by = Cité par
say-recorded-by = enregistré par { $by } à { $at }
say-original-gone = les lignes d’où cela a été lu ne sont plus gardées

cmd-show = Montrer une chose : ses faits, qui les a enregistrés, et les lignes du compte rendu d’où ils viennent
    .id = Un numéro imprimé, comme A4, la fin d’un identifiant tel qu’une liste le montre, ou un nom
    .example = spro show A4 --known-at 2024-06-30

cmd-action = Ce qui est à faire, par qui, pour quand
cmd-action-start = Enregistrer qu’une action est en cours
    .example = spro action start A4
cmd-action-done = Enregistrer qu’une action est faite
    .example = spro action done A4 --since 2024-05-31
cmd-action-cancel = Enregistrer qu’une action est abandonnée
    .example = spro action cancel A4
cmd-action-reopen = Enregistrer qu’une action est finalement à faire
    .example = spro action reopen A4
cmd-action-due = Enregistrer qu’une action a une autre échéance
    .when = Pour quand : un jour, de l’EDTF, ou des mots
    .never = Plus d’échéance
    .example =
        spro action due A4 2024-06-30
        spro action due A4 "avant le 15 mars 2024"
cmd-action-assign = Enregistrer que d’autres doivent désormais une action
    .owners = Personnes ou structures ; « l’instance », « chaque partenaire », « groupe de travail … »
    .nobody = Plus personne n’est nommé
    .example = spro action assign A4 "Ana BEL" "ATELIER DU VAL"

cmd-decision = Ce qui est décidé, à quelle condition, et si c’est en vigueur
cmd-decision-condition = Enregistrer que la condition d’une décision est remplie, non remplie ou levée
    .verdict = Comment elle est jugée
    .occasion = Pour quelle manifestation, si la condition est un critère pour chacune
    .example = spro decision condition D4 met --since 2024-05-02
cmd-decision-supersede = Enregistrer qu’une autre décision remplace une décision
    .by = La décision qui la remplace
    .example = spro decision supersede D2 --by D10
cmd-decision-repeal = Enregistrer qu’une décision est abrogée sans remplacement
    .example = spro decision repeal D2
cmd-decision-lapse = Enregistrer qu’une décision est caduque
    .example = spro decision lapse D2

### Enregistrer à la main ce que disent les comptes rendus

usage-blank = un texte est vide
    .next = Écrivez-le, entre guillemets s’il contient des espaces.
usage-number = « { $text } » n’est pas un numéro comme A4 ou 2024-07
    .next = Donnez-le comme le compte rendu l’imprime, ou retirez --number.
usage-time = « { $text } » n’est pas une heure
    .next = Écrivez-la ainsi : 09:30.
usage-only-with = { $option } ne va qu’avec « { $with } »
    .next = Retirez cette option.

error-no-meeting = le registre ne connaît aucune réunion du { $day }
    .next = `spro meeting list` les montre. Pour en enregistrer une : spro meeting hold { $day }
error-not-yet = le { $day } est encore à venir
    .next = Rien n’est enregistré. Pour la prévoir : spro meeting plan { $day }
error-no-body = le registre ne dit pas de qui il est
    .next = Lancez `spro verify`.
error-raised = le registre le contient déjà
    .next = Rien n’est enregistré. Un autre numéro ? `spro show` dit ce qui porte celui-ci.
error-meeting-held = la réunion a eu lieu, le { $on }
    .next = Rien n’est enregistré. `spro show ID` raconte son histoire. Pour une autre du même jour : --meeting another
error-meeting-not-held = le registre ne sait pas que la réunion a eu lieu
    .next = Rien n’est enregistré. Pour l’enregistrer : spro meeting hold DATE
error-meeting-cancelled = la réunion a été annulée, le { $since }
    .next = Rien n’est enregistré. Doit-elle se tenir malgré tout ? spro meeting plan DATE
error-minutes-approved = le compte rendu a été approuvé, le { $since } : il ne change que par rectification
    .next = Rien n’est enregistré. Est-ce une rectification ? spro minutes rectify RÉUNION PERSONNE STATUT --words TEXTE
error-not-approved = le compte rendu n’est pas approuvé : il change sans rectification
    .next = Rien n’est enregistré. Pour changer la liste : spro meeting attend RÉUNION PERSONNE STATUT
error-proxy-to-oneself = on ne peut pas tenir son propre pouvoir : { $what }
    .next = Rien n’est enregistré. Nommez quelqu’un d’autre.
error-proxy-holder-away = { $what } tiendrait le pouvoir donné par { $person } sans être là
    .next = Rien n’est enregistré. Enregistrez d’abord sa présence.
error-left-before-arrival = personne n’arrive à { $arrived } pour partir à { $left }
    .next = Rien n’est enregistré. Regardez les heures.

arg-text = Les mots, entre guillemets
arg-words = En quels mots cela a été dit, ou pourquoi
arg-number = Son numéro, comme le compte rendu l’imprime
arg-meeting = À quelle réunion cela a été dit : un identifiant, ou son jour ; c’est su depuis, sauf si --learned dit autre chose
arg-person = Un nom, ou la fin d’un identifiant tel que `spro person list` le montre
arg-status = Si la personne est venue
arg-remote = À distance
arg-guest = Comme invité, pas comme membre
arg-observer = Comme observateur
arg-on-behalf-of = Pour quelle structure ; sinon comme déjà listé, ou comme le registre le sait ce jour-là
arg-for-nobody = Pour aucune structure
arg-proxy = Qui détient le pouvoir de la personne
arg-arrived = Quand la personne est arrivée, si ce n’est pas dès le début
arg-left = Quand la personne est partie, si ce n’est pas à la fin
arg-venue = Où
arg-group = De quel groupe de travail ; sinon de l’instance

column-name = NOM

cmd-meeting-plan = Enregistrer qu’une réunion est prévue, ou prévue autrement
    .when = Pour quand : un jour, EDTF, ou des mots
    .meeting = Quelle réunion connue est prévue autrement ; « another » pour une de plus ce jour-là ; sinon celle de ce jour, ou une nouvelle
    .example =
        spro meeting plan 2025-01-16 --venue "Maison des associations"
        spro meeting plan "mars 2025" --group "Bus des métiers"
cmd-meeting-hold = Enregistrer qu’une réunion a eu lieu ; elle et sa liste sont sues depuis son jour
    .day = Quel jour
    .title = Son titre
    .starts = Quand elle a commencé
    .ends = Quand elle a fini
    .meeting = Quelle réunion prévue c’était ; « another » pour une de plus ce jour-là ; sinon celle de ce jour, ou une nouvelle
    .example = spro meeting hold 2024-01-18 --venue "Maison des associations" --starts 09:30 --ends 12:00
cmd-meeting-cancel = Enregistrer qu’une réunion prévue n’aura pas lieu
    .which = Un identifiant, ou son jour
    .example = spro meeting cancel 2025-01-16 --words "Trop peu de réponses"
cmd-meeting-agenda = Enregistrer les points de l’ordre du jour, tous et dans leur ordre
    .meeting = Un identifiant, ou son jour
    .points = Les points, chacun entre guillemets
    .example = spro meeting agenda 2025-01-16 "Bilan du forum" "Dates de l'année"
cmd-meeting-attend = Enregistrer qui est venu à une réunion, une personne à la fois
    .meeting = Un identifiant, ou son jour
    .example =
        spro meeting attend 2024-01-18 "Ana BEL" present --arrived 10:10
        spro meeting attend 2024-01-18 "Zoé MARIN" proxied --proxy "Ana BEL"
cmd-minutes = Où en est le compte rendu d’une réunion
cmd-minutes-draft = Enregistrer que le compte rendu est rédigé
    .meeting = De quelle réunion : un identifiant, ou son jour
    .by = Par qui
    .example = spro minutes draft 2024-01-18 --by "Ana BEL"
cmd-minutes-circulate = Enregistrer que le compte rendu a circulé
    .meeting = De quelle réunion : un identifiant, ou son jour
    .example = spro minutes circulate 2024-01-18 --since 2024-01-25
cmd-minutes-approve = Enregistrer que le compte rendu est approuvé ; il ne change plus que par rectification
    .meeting = De quelle réunion : un identifiant, ou son jour
    .at = À quelle réunion il l’a été ; c’est su depuis
    .example = spro minutes approve 2024-01-18 --at 2024-03-14
cmd-minutes-defer = Enregistrer que l’approbation du compte rendu est remise
    .meeting = De quelle réunion : un identifiant, ou son jour
    .at = À quelle réunion elle l’a été ; c’est su depuis
    .example = spro minutes defer 2024-01-18 --at 2024-03-14
cmd-minutes-rectify = Enregistrer une rectification : ce qu’un compte rendu approuvé dit de la présence d’une personne, corrigé
    .meeting = De quelle réunion : un identifiant, ou son jour
    .words = Les mots de la rectification
    .at = À quelle réunion c’est corrigé ; c’est su depuis
    .example = spro minutes rectify 2024-01-18 "Éric NOIR" present --words "Éric NOIR était présent" --at 2024-05-16

cmd-action-add = Enregistrer que quelque chose est à faire
    .owners = Qui la doit : une personne, une structure, « l’instance », « chaque partenaire », « groupe de travail … » ; plusieurs fois pour plusieurs
    .due = Pour quand : un jour, EDTF, ou des mots
    .decision = La décision qu’elle met en œuvre
    .example = spro action add "Réserver la salle" --owner "Ana BEL" --due 2024-06-30 --meeting 2024-05-16
cmd-decision-add = Enregistrer ce qui est mis en décision, et ce qu’il en est décidé
    .outcome = Ce qu’il en est décidé ; rien tant que ce n’est que proposé
    .condition = À quelle condition elle est adoptée
    .each-occasion = La condition est un critère pour chaque manifestation, non jugé une fois pour toutes
    .until = Jusqu’à quand elle est reportée
    .about = Sur quoi elle porte
    .answers = La question à laquelle elle répond
    .decided-by = Qui décide, si ce n’est pas l’instance
    .basis = Sur quelle base : un rapport, une règle
    .example =
        spro decision add "Le forum a lieu en mai" adopted --meeting 2024-01-18
        spro decision add "Un bus passe dans cinq lycées" adopted --condition "le devis est accepté" --number D4
cmd-decision-decide = Enregistrer ce qui est décidé d’une décision proposée, ou reportée
    .outcome = Ce qui en est décidé
    .condition = À quelle condition elle est adoptée
    .each-occasion = La condition est un critère pour chaque manifestation, non jugé une fois pour toutes
    .until = Jusqu’à quand elle est reportée
    .example = spro decision decide D4 adopted --meeting 2024-05-16
cmd-decision-amend = Enregistrer qu’une décision est reformulée
    .text = Les nouveaux mots
    .example = spro decision amend D2 "Le forum a lieu en juin"
cmd-occasion-add = Enregistrer qu’une manifestation est prévue
    .name = Comment elle s’appelle
    .when = Quand elle a lieu : un jour, EDTF, ou des mots
    .confirmed = Elle est certaine
    .places = Où ; plusieurs fois, une par étape
    .stops = Combien d’étapes ou de séances elle a, si elles ne sont pas nommées
    .audience = Pour qui
    .organiser = Qui l’organise
    .programme = Une ligne de son programme ; plusieurs fois pour plusieurs
    .example = spro occasion add "Forum des métiers" --when 2025-04-17 --place "Halle aux grains" --organiser "l’instance"
cmd-occasion-describe = Enregistrer ce qu’on sait de plus d’une manifestation ; ce qui n’est pas dit reste comme avant
    .name = Comment elle s’appelle désormais
    .when = Quand elle a lieu : un jour, EDTF, ou des mots ; pour la reporter, spro occasion postpone
    .places = Où, à la place de ce qu’on savait ; plusieurs fois, une par étape
    .stops = Combien d’étapes ou de séances elle a, si elles ne sont pas nommées
    .audience = Pour qui
    .organiser = Qui l’organise
    .programme = Une ligne de son programme, à la place de ce qu’on savait ; plusieurs fois pour plusieurs
    .example = spro occasion describe occasion/mq2x --place "Halle aux grains" --audience "lycéens"
cmd-occasion-confirm = Enregistrer qu’une manifestation est certaine
    .example = spro occasion confirm occasion/mq2x
cmd-occasion-postpone = Enregistrer qu’une manifestation est reportée
    .when = À quand ; rien si on ne le sait pas
    .example = spro occasion postpone occasion/mq2x 2025-06-12
cmd-occasion-hold = Enregistrer qu’une manifestation a eu lieu
    .example = spro occasion hold occasion/mq2x --since 2025-04-17
cmd-occasion-cancel = Enregistrer qu’une manifestation n’aura pas lieu
    .example = spro occasion cancel occasion/mq2x
cmd-occasion-reply = Enregistrer si quelqu’un participe à une manifestation
    .name = Qui : une personne, une structure, « chaque partenaire »
    .reply = La réponse : needs-action tant qu’on a seulement demandé, tentative pour qui le souhaite
    .example = spro occasion reply occasion/mq2x "ATELIER DU VAL" accepted
cmd-occasion-expect = Enregistrer combien de visiteurs sont attendus
    .number = Combien
    .daily = Par jour
    .by = Qui les attend
    .words = En quels mots
    .example = spro occasion expect occasion/mq2x 300 --words "environ 300 visiteurs"
cmd-occasion-count = Enregistrer combien de visiteurs sont venus
    .number = Combien
    .example = spro occasion count occasion/mq2x 280 --since 2025-04-17
cmd-question-add = Enregistrer une question
    .by = Qui la pose
    .example = spro question add "Qui paie le bus ?" --by "Ana BEL" --meeting 2024-05-16
cmd-question-answer = Enregistrer la réponse à une question
    .text = Les mots de la réponse, entre guillemets
    .by = Qui répond
    .decision = La décision qui y répond
    .example = spro question answer Q1 "La région" --by "Zoé MARIN"
cmd-question-lapse = Enregistrer qu’une question n’appelle plus de réponse
    .example = spro question lapse Q1
cmd-idea-add = Enregistrer une idée
    .by = De qui elle est
    .example = spro idea add "Un site commun" --by "Ana BEL" --meeting 2024-05-16
cmd-idea-adopt = Enregistrer qu’une idée est retenue
    .example = spro idea adopt I1 --meeting 2024-07-04
cmd-idea-set-aside = Enregistrer qu’une idée est écartée
    .example = spro idea set-aside I1
cmd-position-add = Enregistrer que quelqu’un prend position
    .side = Laquelle : for (favorable), against (défavorable), reservation (réserve)
    .about = Sur quoi : un numéro, ou la fin d’un identifiant
    .by = Qui
    .example = spro position add reservation "Trop tôt dans l'année" --by "Ana BEL" --about D4
cmd-position-lift = Enregistrer qu’une position est abandonnée
    .example = spro position lift stance/mq2x --meeting 2024-07-04
cmd-note-add = Enregistrer une information que personne ne décide ni ne doit
    .kind = De quelle sorte
    .example = spro note add news "La mission locale déménage en juin" --meeting 2024-05-16
cmd-body = Comment l’instance s’appelle
cmd-body-show = Dire les noms que l’instance a portés
    .example = spro body show
cmd-body-rename = Enregistrer que l’instance porte un autre nom
    .name = Le nouveau nom
    .example = spro body rename "Coordination des Vals" --since 2025-01-01

### Effacer

ask-erase = Effacer { $name } du registre pour de bon, { $pseudonym } à la place du nom ? [o/N]
say-erased = Effacé : { $pseudonym } tient lieu de nom. Enregistrés de nouveau sans lui : textes { $texts }, originaux { $originals }.
say-in-the-clear = la position { $position } contient le nom en clair, dans celui d’une structure : rien ne peut l’en retirer
say-originals-lost = { $count ->
    [one] { $count } original n’a pas pu être réécrit sans le nom, et n’existe plus
   *[other] { $count } originaux n’ont pas pu être réécrits sans le nom, et n’existent plus
}
error-no-name = { $person } n’a pas de nom à effacer
    .next = Rien n’est enregistré. A-t-il été effacé avant ? `spro show` le dit.
error-erasure-original = un document conservé ne peut pas être lu ({ $kind }) : rien ne dit s’il contient le nom
    .next = Rien n’est enregistré. Pour un PDF, installez poppler-utils, puis effacez de nouveau.
error-erasure-unsealed = ce registre n’est pas scellé : rien ne peut y être effacé
    .next = Un nouveau registre est scellé dès sa création : spro init
error-erasure = le nom ne peut pas être effacé
    .next = Lancez `spro verify`.

arg-yes = Ne pas demander
cmd-person = Qui est connu, et ce que deviennent les noms
cmd-person-erase = Effacer le nom d’une personne pour de bon : des listes, des textes et des documents d’origine
    .name = Un nom, ou la fin d’un identifiant
    .ground = Pourquoi : no-longer-needed, consent-withdrawn, objection, unlawful, legal-obligation
    .example = spro person erase "Ana BEL" --ground objection

### Listes

arg-open = Seulement celles encore dues
arg-late = Seulement celles en retard, sûrement ou peut-être, et celles dont on ne peut le dire
arg-all = Toutes, comme sans option
arg-owner = Seulement celles dues par cette personne ou cette structure

cmd-action-list = Lister les actions, et lesquelles sont en retard
    .example =
        spro action list --late --on 2024-12-31
        spro action list --open --owner "Ana BEL"
cmd-decision-list = Lister les décisions, et lesquelles sont en vigueur
    .in-force = Seulement celles en vigueur, sous condition ou non
    .example = spro decision list --on 2024-06-30 --known-at 2024-06-30
cmd-occasion = Manifestations prévues
cmd-occasion-list = Lister les manifestations, par date
    .example = spro occasion list
cmd-question = Ce qui a été demandé, et qui a répondu
cmd-question-list = Lister les questions
    .example = spro question list --json
cmd-idea = Idées, et ce qu’elles sont devenues
cmd-idea-list = Lister les idées
    .example = spro idea list
cmd-note = Informations que personne ne décide ni ne doit
cmd-note-list = Lister les notes, par genre
    .example = spro note list

column-number = N°
column-id = ID
column-action = ACTION
column-decision = DÉCISION
column-occasion = MANIFESTATION
column-question = QUESTION
column-idea = IDÉE
column-text = TEXTE
column-kind = GENRE
column-owner = DUE PAR
column-by = PAR
column-due = ÉCHÉANCE
column-when = QUAND
column-place = LIEU
column-status = ÉTAT
column-late = RETARD
column-answer = RÉPONSE

label-condition = sous condition : { $text }
label-criterion = critère pour chaque manifestation : { $text }
label-supersedes = remplace { $what }
label-postponed-from = reportée du { $when }

value-late = { $count ->
    [one] en retard, { $count } jour
   *[other] en retard, { $count } jours
}
value-days-after = { $count ->
    [one] { $count } jour après
   *[other] { $count } jours après
}
value-possibly-late = peut-être en retard
value-undated = sans date
value-in-time = dans les temps

value-meeting-cited = connue par son seul jour
value-meeting-planned = prévue
value-meeting-held = tenue
value-meeting-cancelled = annulée
value-minutes-draft = projet
value-minutes-circulated = diffusé
value-minutes-approved = approuvé

### Réunions et présences

say-letters = P présence · R à distance · E excuse · X pouvoir · A absence · U sur aucune liste · * rectifié depuis · « · » pas membre
label-errata = { $count ->
    [one] { $count } rectification
   *[other] { $count } rectifications
}
label-oneself = soi-même

arg-by = Par qui : person (personne) ou organisation (structure)
cmd-meeting = Quand l’instance s’est réunie, et où en est le compte rendu
cmd-meeting-list = Lister les réunions
    .example = spro meeting list
cmd-attendance = Dire qui est venu, par personne ou par structure
    .example = spro attendance --by organisation --on 2024-12-31

column-person = PERSONNE
column-organisation = STRUCTURE
column-minutes = COMPTE RENDU
column-group = GROUPE
column-p = P
column-r = R
column-e = E
column-x = X
column-a = A
column-u = U
column-g = INVITÉS
column-attended = VENUES
column-total = TOTAL

### Personnes, structures, membres

column-also = AUSSI APPELÉ
column-member = MEMBRE
column-part-of = PARTIE DE
column-people = PERSONNES
column-role = RÔLE
value-yes = oui
value-no = non
label-since = { $day }
label-listed = { $day } (première liste)

error-same = les deux sont { $what }
    .next = Rien n’est enregistré.
error-name-erased = le nom a été effacé : { $what }
    .next = Rien n’est enregistré : un effacement reste.
error-already-merged = { $what } ne fait déjà qu’une avec { $into }
    .next = Rien n’est enregistré.
error-circle = { $what } fait partie de { $whole }
    .next = Rien n’est enregistré.
error-already-member = la personne agit déjà pour elle, depuis le { $since }
    .next = Rien n’est enregistré. `spro member list` le montre.
error-ends-before = cela n’a commencé que le { $began }
    .next = Rien n’est enregistré. Donnez un jour plus tardif : --since QUAND
error-ended = c’est déjà terminé, depuis le { $since }
    .next = Rien n’est enregistré.
error-no-membership = aucun mandat ouvert de cette personne n’est enregistré
    .next = Ce que montrent les seules listes finit avec la liste suivante. Pour en enregistrer un : spro member add NOM --for NOM --since QUAND
error-several-memberships = la personne a plusieurs mandats ouverts
    .next = Dites pour qui : --for NOM

arg-name = Un nom, ou la fin d’un identifiant tel qu’une liste le montre
arg-also = L’autre nom
arg-into = La fiche qui reste
cmd-person-list = Lister les personnes, et pour qui elles agissent
    .example = spro person list --on 2024-06-30
cmd-person-alias = Enregistrer qu’une personne porte aussi un autre nom
    .example = spro person alias "Ana BEL" "A. B."
cmd-person-merge = Enregistrer que deux fiches ne font qu’une personne
    .example = spro person merge "Anna BEL" --into "Ana BEL"
cmd-organisation = Quelles structures sont connues, et comment elles se tiennent
cmd-organisation-list = Lister les structures, et qui agit pour elles
    .example = spro organisation list
cmd-organisation-alias = Enregistrer qu’une structure porte aussi un autre nom
    .example = spro organisation alias "ATELIER DU VAL" ADV
cmd-organisation-merge = Enregistrer que deux fiches ne font qu’une structure
    .example = spro organisation merge "ATELIERS DU VAL" --into "ATELIER DU VAL"
cmd-organisation-part-of = Enregistrer qu’une structure fait partie d’une autre
    .whole = La structure dont elle fait partie
    .example = spro organisation part-of "PIJ" "COMMUNAUTÉ DE COMMUNES DU VAL"
cmd-member = Qui siège dans l’instance, pour qui, depuis quand
cmd-member-list = Lister les membres à un jour
    .example = spro member list --on 2024-06-30
cmd-member-add = Enregistrer qu’une personne siège désormais dans l’instance
    .on-behalf-of = Pour quelle structure ; sinon pour soi-même
    .instead-of = Pour quelle structure jusqu’ici
    .role = Dans quel rôle
    .example = spro member add "Ana BEL" --for "ATELIER DU VAL" --since 2024-09-01
cmd-member-end = Enregistrer qu’une personne ne siège plus dans l’instance
    .on-behalf-of = Pour quelle structure, s’il y en a plusieurs
    .example = spro member end "Ana BEL" --since 2024-12-31

### Importer

say-import-nothing = rien à enregistrer : le registre contient déjà tout
say-import-support = { $count ->
    [one] et { $count } fait dont d’autres ont besoin : noms, numéros cités, le document lui-même
   *[other] et { $count } faits dont d’autres ont besoin : noms, numéros cités, le document lui-même
}
say-import-left = { $count ->
    [one] { $count } chose est laissée :
   *[other] { $count } choses sont laissées :
}
say-import-question = question : { $question }
say-import-recorded = { $count ->
    [one] enregistré : { $count } fait, position { $last }
   *[other] enregistré : { $count } faits, jusqu’à la position { $last }
}
say-import-summary-look = lus : { $read } · proposés : { $proposed } · inchangés : { $unchanged } · laissés : { $left } · refusés : { $refused }
say-import-summary = lus : { $read } · enregistrés : { $recorded } · inchangés : { $unchanged } · laissés : { $left } · refusés : { $refused }
say-proposal-saved = La proposition est dans { $path } : modifiez-la, puis enregistrez-la avec --from-proposal.

label-lines = l. { $lines }

value-left-unplaced = pas rangé
value-left-not-sure = pas sûr
value-left-asked = dépend d’une question
value-left-asked-in-part = enregistré sans la partie qui dépend d’une question
value-left-no-name = enregistré sans quelqu’un que les mots ne nomment pas
value-left-said-otherwise = la même liste dit autre chose avant
value-left-no-number = ne cite pas de numéro
value-left-no-date = n’a pas de date
value-left-no-person = une structure listée sans personne
value-left-no-status = sur la liste, ni présent ni absent
value-left-original = seulement dans l’original
value-left-erased = reste tel que réécrit lors d’un effacement
value-left-by-hand = reste tel que corrigé à la main
value-left-left-out = laissé lors de la relecture
value-left-other = laissé

ask-record = Enregistrer ?
ask-all = t tout
    .label = [t]out, même ce qui n’est pas sûr
    .help = enregistre ce qui est montré, et ce dont la lecture n’est pas sûre
ask-key-review = r revoir
    .label = [r]evoir un par un
    .help = passe tout en revue, un élément après l’autre
ask-key-edit = f fichier
    .label = modifier comme un [f]ichier
    .help = l’ouvre dans votre éditeur (VISUAL, EDITOR)
ask-key-misread = m
    .label = [m]al lu en l’enregistrant : pas de rectification
    .help = prend les changements pour une lecture corrigée, non pour une rectification
ask-key-no = n non
    .label = [n]on
    .help = laisse tel quel, et continue
ask-key-quit = q quitter
    .label = [q]uitter
    .help = n’en enregistre rien, et s’arrête
say-no-such-answer = « { $answer } » n’est pas une des réponses :
ask-step = { $at }/{ $of }
ask-step-take = L’enregistrer ?
ask-key-take = o oui
    .label = [o]ui
    .help = le prend
ask-key-leave = n non
    .label = [n]on
    .help = le laisse de côté
ask-key-change = c changer
    .label = [c]hanger
    .help = change ses champs, l’un après l’autre
ask-key-lines = l lignes
    .label = voir les [l]ignes
    .help = montre où c’est dans le document
ask-key-take-rest = t tout
    .label = oui à [t]out le reste
    .help = le prend, et tout ce qui suit
ask-key-leave-rest = x
    .label = non à tout le reste [x]
    .help = le laisse de côté, et tout ce qui suit
ask-field-help = Entrée garde ce qui est entre crochets, un tiret le vide ; les noms d’une liste se séparent par des points-virgules.
ask-day = Le jour de la réunion (AAAA-MM-JJ), ou rien pour la laisser :
ask-edit-again = Modifier encore ?
say-no-day = { $name } ne donne pas le jour de sa réunion.
say-no-editor = Aucun éditeur n’est réglé : réglez VISUAL ou EDITOR.
say-no-lines = Il n’y a pas de lignes à montrer.
say-step-gone = C’est enregistré, et le compte rendu ne le dit plus : oui le retire, non le garde.
say-step-meeting = Le reste a besoin de la réunion. Pour ne rien enregistrer : q
say-step-counts = { $count ->
    [one] { $count } fait serait enregistré, { $left } laissés
   *[other] { $count } faits seraient enregistrés, { $left } laissés
}
say-import-changed = compte rendu modifié : nouveaux { $new }, corrigés { $corrected }, retirés { $withdrawn }
say-import-date-inferred = le jour, { $day }, est déduit { $from } : le compte rendu ne l’écrit pas en entier
say-import-date-order = les dates comme { $date } sont lues { $order } ; c’est déduit { $from }
value-date-from-name = du nom du fichier
value-date-from-folder = du nom du dossier
value-date-from-dates = d’autres dates du document
value-date-from-neighbours = des comptes rendus voisins dans le dossier
value-date-from-register = des réunions que le registre connaît
value-date-from-answer = de la réponse donnée pour d’autres comptes rendus
value-date-day-first = le jour d’abord
value-date-month-first = le mois d’abord
say-import-erratum = approuvé le { $approved } : les changements sont proposés comme une rectification, connue depuis le { $learned }

value-sure = (sûr)
value-likely = (probable)
value-unsure = (pas sûr)
label-field-person = personne
label-field-organisation = structure
label-field-status = statut
label-field-proxy = pouvoir à
label-field-kind = issue
label-field-outcome = issue, en ses mots
label-field-owner = à qui
label-field-due = échéance
label-field-of = numéro
label-field-to = devenu
label-field-day = jour
label-field-minutes-of = compte rendu du
label-field-by = par
label-field-name = nom
label-field-title = titre
label-field-venue = lieu
label-field-starts = début
label-field-ends = fin
label-field-group = groupe
label-field-written-by = rédigé par
label-field-text = texte

ask-number = Numéro, ou rien :
ask-unknown = personne ne le sait
ask-organisation = « { $name } » est-elle une seule structure ?
ask-organisation-one = une seule, la barre fait partie de son nom
ask-organisation-service = un service, et celle qui l’héberge derrière la barre
ask-organisation-first = la première ; ce qui suit la barre n’est l’employeur de personne
ask-person = Qui est « { $name } » ?
ask-person-candidates = ce peut être : { $candidates }
ask-person-next = Pour répondre : importez-le dans un terminal sans --yes, ou écrivez le nom entier dans la proposition (--save-proposal FICHIER, --from-proposal FICHIER)
ask-person-new = une personne que le registre ne connaît pas
ask-action = « { $words } » : est-ce la suite d’une action déjà relevée ?
ask-action-new = une nouvelle action
ask-action-next = Pour répondre : importez-le dans un terminal sans --yes, ou écrivez les mots de l’action déjà relevée dans la proposition (--save-proposal FICHIER, --from-proposal FICHIER)
ask-meeting = De quelle réunion du { $day } s’agit-il ?
ask-meeting-another = une autre réunion de ce jour
ask-other-minutes = Est-ce le compte rendu de la réunion du { $day } ? { $kept } faits enregistrés resteraient, { $gone } s’en iraient
ask-approved = Ce compte rendu a été approuvé le { $day }. Que sont les changements ?
ask-body = le compte rendu nomme « { $printed } », et ceci est le registre de « { $registered } »
ask-date-order = Dans les dates comme { $date }, quel nombre est le jour ?
ask-date-order-day = le premier : jour, mois, année
ask-date-order-month = le second : mois, jour, année
ask-date-order-next = Les dates ainsi écrites n’ont pas été lues. Pour répondre : importez dans un terminal sans --yes, ou dites-le par --order day-first (jour d’abord) ou --order month-first (mois d’abord) ; cela vaut pour tous les comptes rendus de l’instance
ask-date = quelle date est la bonne : { $readings } ? Corrigez-la dans une proposition

error-not-utf = { $name } n’est pas en UTF-8, à partir de la ligne { $line }
    .next = Rien n’en est enregistré. Enregistrez-le en UTF-8, puis importez-le de nouveau.
say-input-encoding = il est écrit en { $encoding }, et a été lu ainsi
say-input-tracked = les modifications suivies ont été lues comme acceptées : { $inserted } insertions y sont, { $deleted } suppressions n’y sont plus
say-input-comments = { $count ->
    [one] { $count } commentaire est laissé de côté
   *[other] { $count } commentaires sont laissés de côté
}
say-input-hidden = { $count ->
    [one] { $count } passage masqué est laissé de côté
   *[other] { $count } passages masqués sont laissés de côté
}
say-input-pictures = { $count ->
    [one] { $count } image est laissée de côté
   *[other] { $count } images sont laissées de côté
}
say-input-margins = { $count ->
    [one] { $count } en-tête ou pied de page est laissé de côté
   *[other] { $count } en-têtes ou pieds de page sont laissés de côté
}
say-input-contents = la table des matières est laissée de côté
error-folder-empty = aucun fichier de { $path } ne se lit comme un compte rendu
    .next = Rien n’est enregistré. Ceux qui se lisent : .md, .txt, .rst, .html, .docx, .odt, .pdf
error-pdf-program = le texte de { $name } ne peut pas être lu : pdftotext n’est pas installé
    .next =
        Rien n’en est enregistré. Installez poppler-utils (Debian, Ubuntu : apt install poppler-utils ;
        macOS : brew install poppler), ou enregistrez le document en texte, .docx ou .odt.
error-pdf = pdftotext ne peut pas lire { $name }
    .next = Rien n’en est enregistré. Enregistrez-le en texte, .docx ou .odt.
error-pdf-no-text = { $name } ne contient pas de texte : ses pages sont des images
    .next = Rien n’en est enregistré. Faites d’abord reconnaître son texte, ou saisissez-le.
error-old-word = { $name } est au format de Word d’avant 2007
    .next = Rien n’en est enregistré. Ouvrez-le, et enregistrez-le en .docx.
error-encrypted = { $name } s’ouvre avec un mot de passe
    .next = Rien n’en est enregistré. Enregistrez-le sans mot de passe.
error-format-rtf = { $name } est en RTF
    .next = Rien n’en est enregistré. Ouvrez-le, et enregistrez-le en .docx.
error-format-xml = { $name } est en XML
    .next = Rien n’en est enregistré. Enregistrez-le en texte, .docx ou .odt.
error-format-picture = { $name } est une image
    .next = Rien n’en est enregistré. Est-ce le bon fichier ?
error-format-spreadsheet = { $name } est un tableur
    .next = Rien n’en est enregistré. Enregistrez ce qu’il dit en texte, .docx ou .odt.
error-format-presentation = { $name } est un diaporama
    .next = Rien n’en est enregistré. Enregistrez ce qu’il dit en texte, .docx ou .odt.
error-format-ebook = { $name } est un livre numérique
    .next = Rien n’en est enregistré. Enregistrez-le en texte, .docx ou .odt.
error-format-zip = { $name } est un fichier compressé
    .next = Rien n’en est enregistré. Décompressez-le, et importez ce qu’il contient.
error-binary = { $name } n’est pas du texte
    .next = Rien n’en est enregistré. Enregistrez-le en texte, .docx ou .odt.
error-document-damaged = { $name } est endommagé
    .next = Rien n’en est enregistré. Ouvrez-le dans son logiciel, et enregistrez-le de nouveau.
error-too-large = { $name } est plus gros qu’un compte rendu : plus de { $most } Mo
    .next = Rien n’en est enregistré. Enregistrez-le sans images, ou en plusieurs parties.
error-long-line = { $name } : la ligne { $line } est plus longue qu’aucun paragraphe
    .next = Rien n’en est enregistré. Est-ce le bon fichier ?
error-bomb = { $name } contient, décompressé, bien plus qu’un compte rendu
    .next = Rien n’en est enregistré. Méfiez-vous de qui l’a envoyé.
error-empty = { $name } est vide
    .next = Rien n’en est enregistré. Est-ce le bon fichier ?
error-no-day = { $name } ne donne pas le jour de la réunion
    .next = Rien n’en est enregistré. Écrivez une proposition, ajoutez-y la date, et enregistrez-la : --save-proposal FICHIER, --from-proposal FICHIER
error-either-day = { $name } peut être de deux jours : { $date } met d’abord le jour, ou le mois
    .next = Rien n’en est enregistré. Importez-le dans un terminal pour répondre, ou dites-le : --order day-first (jour d’abord) ou --order month-first (mois d’abord)
error-proposal = { $path } n’est pas une proposition : { $problems }
    .next = Rien n’est enregistré. Corrigez-la à cet endroit.
error-exists = { $path } existe déjà
    .next = Rien n’est écrit. Nommez un autre fichier.
error-which-meeting = { $name } : le registre connaît plusieurs réunions du { $day } : { $candidates }
    .next = Rien n’en est enregistré. Dites laquelle : --meeting ID, ou --meeting another
error-other-minutes = { $name } : l’essentiel de ce qui est enregistré de la réunion du { $day } s’en irait
    .next =
        Rien n’en est enregistré. Est-ce le compte rendu de cette réunion ? --meeting { $candidates }
        D’une autre de ce jour ? --meeting another
error-approved = { $name } change un compte rendu approuvé le { $day } (changements : { $count })
    .next =
        Rien n’en est enregistré : --yes ne décide pas ce que sont ces changements. Pour les voir : --dry-run
        L’instance rectifie son compte rendu : --yes --approved DATE, le jour depuis lequel elle le sait
        Le compte rendu reste, et avait été mal lu en l’enregistrant : --yes --approved misread
error-blocked = { $name } : une question attend d’abord sa réponse
    .next = Rien n’en est enregistré. Importez-le dans un terminal, pour être interrogé.
say-problem-at = ligne { $line }, colonne { $column } : { $problem }
say-problem = { $problem } ; { $next }
problem-empty-text = le texte est vide
    .next = donnez le fichier qui contient le compte rendu
problem-no-such-date = aucun calendrier n’a la date « { $date } »
    .next = corrigez la date dans le compte rendu, ou ôtez-la
problem-other-weekday = « { $date } » tombait un autre jour de la semaine
    .next = corrigez l’un des deux dans le compte rendu
problem-contradictory-dates = la réunion est dite de plusieurs jours : { $readings }
    .next = aucun n’a été pris ; corrigez le compte rendu, ou dites le jour à la question
problem-not-json = ce n’est pas du JSON
    .next = corrigez ici, ou importez de nouveau le compte rendu
problem-cut = le texte s’arrête avant d’être entier
    .next = corrigez ici, ou importez de nouveau le compte rendu
problem-no-schema = « schema » manque
    .next = ajoutez "schema": "{ $schema }"
problem-other-schema = cette version ne lit que « { $schema } »
    .next = importez de nouveau le compte rendu avec cette version
problem-key-twice = « { $key } » y est deux fois
    .next = rassemblez tout sous l’une et supprimez l’autre
problem-unknown-key = aucune proposition n’a la clé « { $key } »
    .next = supprimez-la, ou corrigez son orthographe
problem-unknown-field = aucun élément de cette liste n’a la clé « { $key } »
    .next = supprimez-la, ou corrigez son orthographe
problem-missing-field = « { $key } » manque
    .next = ajoutez-la à cet élément, ou supprimez l’élément
problem-field-twice = « { $key } » est deux fois dans cet élément
    .next = supprimez l’une des deux
problem-wrong-sort = il faut ici { $wanted }
    .next = corrigez ici, ou importez de nouveau le compte rendu
problem-no-such-value = « { $value } » ne convient pas à cette clé
    .next = écrivez l’un de ces mots : { $allowed }
problem-no-such-day = ce jour n’existe pas
    .next = écrivez le jour sous la forme AAAA-MM-JJ
problem-no-such-due = aucun calendrier n’a la date « { $date } »
    .next = donnez le jour sous la forme AAAA-MM-JJ, ou dites-le en toutes lettres
problem-no-such-time = cette heure n’existe pas
    .next = écrivez l’heure sous la forme hh:mm
problem-blank-text = le texte est blanc
    .next = écrivez ce qu’il dit, ou supprimez l’élément
problem-no-range = [{ $first }, { $last }] n’est pas une suite de lignes
    .next = écrivez la première ligne puis la dernière, à partir de 1
problem-unreadable = cette valeur ne se comprend pas
    .next = corrigez ici, ou importez de nouveau le compte rendu

value-sort-text = un texte entre guillemets
value-sort-number = un nombre entier
value-sort-boolean = true ou false
value-sort-list = une liste
value-sort-object = un objet

usage-review-input = les réponses se lisent sur l’entrée standard, qui ne peut donc pas contenir le compte rendu
    .next = Nommez un fichier.
error-editor = { $editor } ne se lance pas
    .next = Rien n’en est enregistré. Réglez VISUAL ou EDITOR sur un éditeur.
usage-one-file = --save-proposal et --from-proposal prennent un seul fichier
    .next = Donnez-en un.
usage-order = « { $text } » n’est pas un ordre du jour et du mois
    .next = Dites day-first (jour d’abord) ou month-first (mois d’abord).
usage-describes-nothing = rien n’est dit de la manifestation
    .next = Dites quelque chose : --name, --when, --place, --stops, --audience, --organiser, --programme
usage-meeting = « { $text } » n’est pas l’identifiant d’une réunion
    .next = Donnez l’identifiant entier, meeting/…, ou another.

cmd-import = Lire des comptes rendus : montrer ce qui serait enregistré, demander, enregistrer
    .files = Comptes rendus : fichiers, dossiers, ou - pour l’entrée standard ; Markdown, texte, reStructuredText, HTML, .docx, .odt, .pdf. Écrits comme le montre docs/house-format.md, ils s’importent sans question
    .dry-run = Montrer seulement, et ne rien enregistrer
    .yes = Enregistrer sans demander ce qui est sûr ou probable ; avec =all, tout
    .review = Demander, dans un terminal ou non : les réponses sont des lignes de l’entrée standard
    .save-proposal = Écrire ce qui a été lu dans un fichier à modifier, et ne rien enregistrer
    .from-proposal = Enregistrer un fichier écrit par --save-proposal ; avec FICHIER, l’original est gardé
    .approved = Ce que sont les changements à un compte rendu approuvé : misread (mal lu), ou une rectification connue depuis un jour
    .meeting = De quelle réunion du jour il s’agit : another (une autre), ou un identifiant
    .order = Quel nombre vient d’abord dans une date comme 4/5/2020, quand rien ne le dit : day-first (jour) ou month-first (mois)
    .example =
        spro import compte-rendu.md
        spro import --yes 2024-01-18.md 2024-03-14.md
        spro import compte-rendu.md --save-proposal proposition.json
        spro import compte-rendu.md --from-proposal proposition.json

### Démonstration

label-demo = Démonstration
say-demo-import = Une année de comptes rendus, le tardif en dernier
say-demo-replay = L’histoire, dans l’ordre où elle a été enregistrée
say-demo-persons = Présences par personne
say-demo-organisations = Présences par structure
say-demo-actions = Actions
say-demo-decisions = Décisions
say-demo-ask =
    Le registre est dans { $path }. Interrogez-le :
      spro --ledger { $path } action list --late --on 2024-07-10
      spro --ledger { $path } decision list --on 2024-05-10 --known-at 2024-05-10
      spro --ledger { $path } show D4

cmd-demo = Importer une année de comptes rendus fournie, la raconter, et afficher les tableaux
    .dir = Où créer le registre ; sinon un dossier temporaire
    .example = spro demo

### Autres changements à la main

error-known-already = « { $name } » est déjà connu : { $known }
    .next = Rien n’est enregistré. Si c’est quelqu’un d’autre, donnez un nom qui les distingue.
cmd-person-add = Enregistrer une personne qu’aucun compte rendu ne nomme encore
    .name = Le nom
    .example = spro person add "Ana BEL"
cmd-organisation-add = Enregistrer une structure qu’aucun compte rendu ne nomme encore
    .name = Le nom
    .example = spro organisation add "ATELIER DU VAL"

usage-missing-of = il manque une commande, parmi : { $commands }
    .next = `spro help COMMANDE` explique une commande.

column-state = ÉTAT
column-document = DOCUMENT
column-meeting = RÉUNION
column-position = POSITION
column-on = SUR
value-document-read = lu
value-document-announced = annoncé
value-document-link = adresse
value-document-broken-link = adresse, ne mène nulle part
cmd-document = Ce qui a été lu, ce qui a été annoncé, et les adresses telles qu’imprimées
cmd-document-list = Lister les documents
    .example = spro document list
cmd-position = Qui est pour, contre, ou émet une réserve, et sur quoi
cmd-position-list = Lister les positions
    .example = spro position list --on 2024-06-30

ask-retract = Retirer « { $fact } » ? Cela reste dans le registre, et se lit comme retiré. [o/N]
say-retracted = retiré : { $fact }
error-no-position = le registre n’a pas de position { $at }
    .next = `spro show ID` et `spro replay` disent les positions.
error-not-in-force = ce qui est à la position { $at } n’est plus en vigueur
    .next = Rien n’est enregistré. `spro show ID` dit ce qui a pris sa place.
cmd-retract = Retirer ce qui a été enregistré par erreur
    .position = Sa position, telle que show et replay la disent ; celle d’un retrait rétablit ce qu’il a retiré
    .example = spro retract 412

### Ce qui ne va pas dans un fichier ou une ligne du registre

flaw-missing = il manque
flaw-changed = il n’est pas tel qu’il a été écrit
flaw-malformed = il est illisible à partir de la ligne { $line }, colonne { $column }
flaw-nonce = son nonce n’est pas de 32 octets en base64url
flaw-check = son contrôle ne correspond pas
flaw-other-description = ce n’est pas le texte qui a été copié ici ; une autre copie de ce texte suffit
flaw-no-description = il manque ; une autre copie de la description du format suffit
flaw-not-of-ledger = il ne fait pas partie d’un registre ; mettez-le ailleurs
flaw-not-of-log = il ne fait pas partie du journal ; mettez-le ailleurs
flaw-not-of-vault = il ne fait pas partie d’un coffre de clés ; mettez-le ailleurs
flaw-not-an-original = ce n’est pas un original ; mettez-le ailleurs
flaw-no-lock = il manque ; faites-en un vide pendant que personne n’écrit
flaw-lock-not-empty = il n’est pas vide
flaw-head-too-long = quelque chose suit ses deux emplacements ; une réparation le coupe
flaw-slots-apart = ses emplacements ne se suivent pas ; les prochaines écritures y remédient
flaw-one-slot = l’un de ses deux emplacements n’est pas entier ; l’autre est valable, et la prochaine écriture y remédie
flaw-no-slot = aucun de ses emplacements n’est entier
flaw-no-end = aucun de ses emplacements n’est entier, et le journal ne montre pas lui-même sa fin
flaw-head-beyond = « head » nomme la position { $position }, qui n’y est pas
flaw-head-differs = « head » nomme ici une autre empreinte ou une autre longueur
flaw-head-within = « head » nomme un endroit à l’intérieur de cette écriture
flaw-head-went-back = « head » est revenu à un endroit d’avant la fin du journal
flaw-ends-before-head = le journal s’arrête avant l’endroit que nomme « head »
flaw-cut = { $expected } octets étaient confirmés, il en reste { $found }
flaw-unfinished-write = après cette ligne, une écriture s’est interrompue ; ouvrir le registre y remédie
flaw-unfinished-segment = une écriture s’est interrompue avant de commencer ce segment ; ouvrir le registre le met de côté
flaw-not-first-line = ce n’est pas la première ligne de ce segment
flaw-not-following = il ne suit pas le segment d’avant
flaw-stray = aucun segment ne s’arrête là où celui-ci commencerait
flaw-gap = le segment s’arrête à la position { $end }, et le suivant commence à { $next }
flaw-no-line-end = la ligne n’a pas de fin
flaw-not-framed = la ligne n’a pas la forme d’un enregistrement
flaw-commit-check = le contrôle de la première ligne d’une écriture ne correspond pas
flaw-digest = l’empreinte n’est pas celle de l’enregistrement
flaw-not-a-record = l’enregistrement est illisible à partir de l’octet { $column }
flaw-commit-cut = l’écriture n’a pas de fin
flaw-commit-bounds = une écriture commence ou continue là où elle ne le devrait pas
flaw-durable-ahead = « dur » est en avance
flaw-begins-no-commit = l’enregistrement ne commence aucune écriture
flaw-empty-commit = l’écriture ne contient aucun enregistrement
flaw-no-commit = l’enregistrement n’appartient à aucune écriture
flaw-elsewhere = l’enregistrement est d’un autre endroit
flaw-no-line-before = la ligne d’avant n’en est pas une
flaw-not-first-of-commit = ce n’est pas la première ligne de son écriture
flaw-stamp-went-back = elle a été enregistrée avant la ligne d’avant
flaw-event-twice = l’identifiant du fait sert deux fois
flaw-commit-twice = l’identifiant de l’écriture sert deux fois
flaw-last-commit-changed = la dernière écriture n’est plus ce qu’elle était
flaw-reads-differ = une seconde lecture ne donne pas la même chose que la première
flaw-other-keys = il contient les clés d’un autre registre
flaw-no-keys = ses clés manquent
flaw-no-vault-yet = il n’y a pas encore de coffre de clés ; en faire un suffit
flaw-unfinished-destruction = une destruction de clés s’est interrompue ; ouvrir le coffre l’achève
flaw-unfinished-original = son ajout ou son retrait s’est interrompu ; il peut partir
flaw-no-permission = il n’a pas pu être contrôlé : vous n’avez pas le droit de le lire
flaw-not-checked = il n’a pas pu être contrôlé : { $answer }
flaw-index-changed = il n’est pas tel qu’il a été écrit ; une réparation l’enlève, et il est refait
flaw-index-differs = il ne contient pas ce que contient le journal ; une réparation l’enlève, et il est refait
flaw-snapshot-differs = les faits de ceux-ci disent autre chose : { $subjects }
flaw-snapshot-unavailable = ce qui est gardé des actions ouvertes ne peut pas être lu
flaw-snapshot-damaged = ce qui est gardé des actions ouvertes est endommagé
flaw-snapshot-other-program = ce qui est gardé des actions ouvertes vient d’une autre version de spro
flaw-snapshot-other-ledger = ce qui est gardé des actions ouvertes, à la position { $position }, n’est pas de ce registre
