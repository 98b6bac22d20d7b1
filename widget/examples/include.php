<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Our partners' news - Alder Institute</title>
<link rel="stylesheet" href="partner.css">
</head>
<body>
<header><strong>Alder Institute</strong> <a href="#research">Research</a> <a href="#teaching">Teaching</a> <a href="#partners">Partners</a></header>
<main>
<h1>Our partners’ news</h1>
<p class="lead">We study how cities and states keep people safe from organised crime. Here is what the people we work with have been doing.</p>

<?php
// The list as part of this page, asked for once in five minutes. Where it cannot be had, the last one, or a link.
$file = sys_get_temp_dir() . '/latest-news-' . md5(__FILE__) . '.html';
if (!is_file($file) || filemtime($file) < time() - 300) {
    $context = stream_context_create(['http' => ['timeout' => 2]]);
    $news = @file_get_contents('https://news.example/fragment?limit=5', false, $context);
    if ($news !== false) file_put_contents($file, $news, LOCK_EX);
}
if (is_file($file)) readfile($file);
else echo '<p><a href="https://news.example/">Latest news</a></p>';
?>
</main>
<footer>Alder Institute, an example. It has no partners, and no address.</footer>
</body>
</html>
